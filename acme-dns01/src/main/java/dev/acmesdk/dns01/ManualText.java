package dev.acmesdk.dns01;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What is said to the human. */
final class ManualText {
  private ManualText() {}

  static String request(List<TxtRecord> records, Duration limit) {
    List<String> names = records.stream().map(TxtRecord::name).distinct().toList();
    return """

        Add %s to DNS, and leave what is there in place:

        %s
        %s%sTo see whether the name servers have %s, ask from the root down, past all caches:

        %s

        Press Enter when you see %s. There is time for %s. To give up, type q and press Enter.
        """
        .formatted(
            count(records),
            records.stream().map(ManualText::item).collect(Collectors.joining("\n")),
            names.size() < records.size()
                ? "Records of the same name are all needed at once.\n"
                : "",
            records.get(0).isPersistent() ? stay(records.size()) : "",
            records.size() == 1 ? "it" : "them",
            names.stream().map("  dig +trace TXT "::concat).collect(Collectors.joining("\n")),
            records.size() == 1 ? "it" : "all of them",
            time(limit));
  }

  private static String count(List<TxtRecord> records) {
    return records.size() == 1 ? "this record" : "these " + records.size() + " records";
  }

  private static String stay(int count) {
    return """
        %1$s to stay: renewals will need %2$s, and nobody will have to add anything again.
        As long as %3$s there, whoever has the key of the ACME account can get certificates.

        """
        .formatted(
            count == 1 ? "It is" : "They are",
            count == 1 ? "it" : "them",
            count == 1 ? "it is" : "they are");
  }

  private static String item(TxtRecord record) {
    return """
          type:   TXT
          name:   %s
          value:  %s
          TTL:    %d seconds, or the %s that can be chosen
        """
        .formatted(
            record.name(),
            text(record),
            record.ttl().toSeconds(),
            record.isPersistent() ? "next longer one" : "shortest");
  }

  /** Most forms split a long value themselves, but want the quotes if it is given in parts. */
  private static String text(TxtRecord record) {
    return record.strings().size() == 1 ? record.value() : record.quoted();
  }

  static String alias(String name, String end) {
    return """

        %s is an alias (CNAME) for %s:
        the record has to be added there.
        """
        .formatted(name, end);
  }

  static String seen(String seen) {
    return """

        Not all name servers show it yet:

        %s

        They are asked again. To go on all the same, press Enter. To give up, type q and press Enter.
        """
        .formatted(seen.indent(2).stripTrailing());
  }

  static String removal(TxtRecord record) {
    return """

        This record is not needed any more. Remove it if you have added it, and no other:

        %s"""
        .formatted(item(record).lines().limit(3).collect(Collectors.joining("\n", "", "\n")));
  }

  static String time(Duration limit) {
    return limit.toMinutes() >= 2
        ? limit.toMinutes() + " minutes"
        : Math.max(0, limit.toSeconds()) + " seconds";
  }
}
