package dev.acmesdk.dns01.provider;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The zones of one server, found by their SOA records, which the server itself is asked for: it may
 * be a hidden primary, and its zones may be other ones than the world sees.
 *
 * @param server who is asked
 * @param signs whether questions are signed
 */
record ServedZones(NameServer server, boolean signs) {

  /**
   * The zone that a name is in, several labels up perhaps.
   *
   * @throws IOException if it is in none of them, or is an alias
   */
  Name of(Name name) throws IOException, InterruptedException {
    String last = "";
    for (Name place = name; place.labels() > 1; place = new Name(place, 1)) {
      Message answer = server.ask(soa(place), signs);
      requireNoAlias(name, answer);
      Optional<Name> zone = zoneIn(answer, place);
      if (zone.isPresent()) {
        return zone.get();
      }
      last = "%s for %s".formatted(Rcode.string(answer.getHeader().getRcode()), place);
    }
    throw new IOException(
        "the name server %s is authoritative for no zone that holds %s (its last word was %s); is it the primary server, and does it answer unsigned questions?"
            .formatted(server, name, last));
  }

  private static Message soa(Name name) {
    Message question = Message.newQuery(Record.newRecord(name, Type.SOA, DClass.IN));
    question.getHeader().unsetFlag(Flags.RD);
    return question;
  }

  /** Of an alias, the SOA record may be that of its target. */
  private static Optional<Name> zoneIn(Message answer, Name place) {
    if (!answer.getHeader().getFlag(Flags.AA)) {
      return Optional.empty();
    }
    return Stream.of(Section.ANSWER, Section.AUTHORITY)
        .flatMap(section -> answer.getSection(section).stream())
        .filter(record -> record.getType() == Type.SOA)
        .map(Record::getName)
        .filter(place::subdomain)
        .findFirst();
  }

  /** A server takes an update of an alias without a word, and does nothing (section 3.4.2.2). */
  private static void requireNoAlias(Name name, Message answer) throws IOException {
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof CNAMERecord alias && alias.getName().equals(name)) {
        throw new IOException(
            "%s is an alias (CNAME) of %s, so that the record belongs there"
                .formatted(name, alias.getTarget()));
      }
    }
  }
}
