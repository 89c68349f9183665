package dev.acmesdk.dns01.lookup;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What came back to a question: a message, or a reason why there is none.
 *
 * @param message {@code null} if there is none
 * @param trouble why there is none, else empty
 */
record Reply(@Nullable Message message, String trouble) {
  static Reply of(Message message) {
    return new Reply(message, "");
  }

  static Reply none(String trouble) {
    return new Reply(null, trouble);
  }

  boolean hasCode(int rcode) {
    return message != null && message.getRcode() == rcode;
  }

  boolean isAuthoritative() {
    return has(Flags.AA);
  }

  boolean has(int flag) {
    return message != null && message.getHeader().getFlag(flag);
  }

  /** Whether it says what there is, be it nothing. */
  boolean isConclusive() {
    return hasCode(Rcode.NOERROR) || hasCode(Rcode.NXDOMAIN);
  }

  List<Record> answers(Name name, int type) {
    return section(Section.ANSWER)
        .filter(record -> record.getType() == type && record.getName().equals(name))
        .toList();
  }

  /** The records of a type in all sections. */
  List<Record> all(int type) {
    return Stream.of(Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL)
        .flatMap(this::section)
        .filter(record -> record.getType() == type)
        .toList();
  }

  @Nullable Name alias(Name name) {
    List<Record> aliases = answers(name, Type.CNAME);
    return aliases.isEmpty() ? null : ((CNAMERecord) aliases.get(0)).getTarget();
  }

  /** Where the aliases in the answer lead to. */
  Name lastAlias(Name name) {
    Name last = name;
    int count = message == null ? 0 : message.getSection(Section.ANSWER).size();
    for (int i = 0; i < count; i++) {
      Name next = alias(last);
      if (next == null) {
        return last;
      }
      last = next;
    }
    return last;
  }

  private Stream<Record> section(int section) {
    return message == null ? Stream.of() : message.getSection(section).stream();
  }

  /** Why it is of no use, in plain words. */
  String complaint() {
    if (message == null) {
      return trouble;
    }
    return isConclusive()
        ? "does not have the zone"
        : "answers " + Rcode.string(message.getRcode());
  }
}
