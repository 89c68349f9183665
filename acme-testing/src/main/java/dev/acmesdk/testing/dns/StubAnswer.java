package dev.acmesdk.testing.dns;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Looks up what is asked for in zones, as RFC 1034 section 4.3.2 says. */
final class StubAnswer {
  static final int PAYLOAD = 1232;
  private static final int MAX_ALIASES = 20;

  private final List<StubZone> zones;
  private final boolean recursive;
  private final Message message;

  private StubAnswer(List<StubZone> zones, boolean recursive, Message message) {
    this.zones = zones;
    this.recursive = recursive;
    this.message = message;
  }

  /**
   * Answers a question.
   *
   * @param zones what is known
   * @param recursive whether to answer like a resolver, for which no zone is another's
   */
  static Message to(Message query, List<StubZone> zones, boolean recursive) {
    StubAnswer answer = new StubAnswer(zones, recursive, empty(query, Rcode.NOERROR));
    Record question = query.getQuestion();
    answer.message.getHeader().setFlag(recursive ? Flags.RA : Flags.AA);
    answer.find(question.getName(), question.getType(), 0);
    return answer.message;
  }

  /** An answer with nothing in it but how it went. */
  static Message empty(Message query, int rcode) {
    Message message = new Message(query.getHeader().getID());
    message.getHeader().setFlag(Flags.QR);
    if (query.getHeader().getFlag(Flags.RD)) {
      message.getHeader().setFlag(Flags.RD);
    }
    message.getHeader().setRcode(rcode);
    message.addRecord(query.getQuestion(), Section.QUESTION);
    if (query.getOPT() != null) {
      message.addRecord(new OPTRecord(PAYLOAD, 0, 0), Section.ADDITIONAL);
    }
    return message;
  }

  private void find(Name name, int type, int depth) {
    StubZone zone = deepest(name, type);
    if (zone == null || depth > MAX_ALIASES) {
      if (depth == 0 || recursive) {
        message.getHeader().unsetFlag(Flags.AA);
        message.getHeader().setRcode(recursive ? Rcode.SERVFAIL : Rcode.REFUSED);
      }
      return;
    }
    Name cut = zone.cut(name);
    if (cut != null && !(type == Type.DS && cut.equals(name))) {
      refer(zone, cut);
      return;
    }
    Name source = zone.exists(name) ? name : zone.wildcard(name);
    if (source == null) {
      negative(zone, Rcode.NXDOMAIN);
    } else {
      answer(zone, name, source, type, depth);
    }
  }

  private void answer(StubZone zone, Name name, Name source, int type, int depth) {
    List<Record> records = zone.at(source, type);
    List<Record> aliases = zone.at(source, Type.CNAME);
    if (!records.isEmpty()) {
      records.forEach(record -> message.addRecord(owned(record, name), Section.ANSWER));
    } else if (!aliases.isEmpty()) {
      message.addRecord(owned(aliases.get(0), name), Section.ANSWER);
      find(((CNAMERecord) aliases.get(0)).getTarget(), type, depth + 1);
    } else {
      negative(zone, Rcode.NOERROR);
    }
  }

  private static Record owned(Record record, Name name) {
    return Record.newRecord(
        name, record.getType(), DClass.IN, record.getTTL(), record.rdataToWireCanonical());
  }

  /** The parent of a zone tells its DS record, everything else is the zone's own to tell. */
  private @Nullable StubZone deepest(Name name, int type) {
    return zones.stream()
        .filter(zone -> zone.holds(name))
        .filter(zone -> type != Type.DS || !zone.origin().equals(name) || zones.size() == 1)
        .max(Comparator.comparingInt(zone -> zone.origin().labels()))
        .orElse(null);
  }

  private void negative(StubZone zone, int rcode) {
    message.getHeader().setRcode(rcode);
    zone.at(zone.origin(), Type.SOA).forEach(soa -> message.addRecord(soa, Section.AUTHORITY));
  }

  private void refer(StubZone zone, Name cut) {
    message.getHeader().unsetFlag(Flags.AA);
    if (recursive) {
      message.getHeader().setRcode(Rcode.SERVFAIL);
      return;
    }
    for (Record record : zone.at(cut, Type.NS)) {
      message.addRecord(record, Section.AUTHORITY);
      Name server = ((NSRecord) record).getTarget();
      zone.at(server, Type.A).forEach(glue -> message.addRecord(glue, Section.ADDITIONAL));
      zone.at(server, Type.AAAA).forEach(glue -> message.addRecord(glue, Section.ADDITIONAL));
    }
  }
}
