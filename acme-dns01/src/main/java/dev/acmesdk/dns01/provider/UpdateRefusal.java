package dev.acmesdk.dns01.provider;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;

/**
 * What a name server's refusal means, and what to do (RFC 2136 section 2.2, RFC 8945 section 5).
 */
final class UpdateRefusal {
  private UpdateRefusal() {}

  /**
   * The words for a refusal.
   *
   * @param code the response code
   * @param tsigError what the server says of the signature; 0 if nothing is wrong with it
   * @param key what was signed with
   */
  static String of(int code, int tsigError, @Nullable TsigKey key) {
    String shown = key == null ? "none" : key.toString();
    return switch (tsigError) {
      case Rcode.NOERROR -> ofCode(code, key);
      case Rcode.BADKEY ->
          "BADKEY: it does not know the TSIG key %s; compare name and algorithm with its configuration, and whether it has read that"
              .formatted(shown);
      case Rcode.BADSIG ->
          "BADSIG: the secret of the TSIG key %s is not the same there; copy it again from its configuration"
              .formatted(shown);
      case Rcode.BADTIME ->
          "BADTIME: its clock and the one of this machine differ by more than five minutes; set both by NTP";
      default ->
          "%s about the TSIG key %s; look into its log"
              .formatted(Rcode.TSIGstring(tsigError), shown);
    };
  }

  private static String ofCode(int code, @Nullable TsigKey key) {
    return switch (code) {
      case Rcode.FORMERR -> "FORMERR: it does not understand the update; look into its log";
      case Rcode.SERVFAIL ->
          "SERVFAIL: it has failed itself, perhaps because it may not write the zone's journal; look into its log";
      case Rcode.NOTIMP ->
          "NOTIMP: it takes no dynamic updates at all; ask the zone's primary server";
      case Rcode.REFUSED -> refused(key);
      case Rcode.NOTAUTH ->
          "NOTAUTH: it is not the primary server of that zone, or wants another TSIG key; ask the one that the zone's SOA record names";
      case Rcode.NOTZONE -> "NOTZONE: the name is not in the zone; look into its log";
      default -> Rcode.string(code) + "; look into its log";
    };
  }

  private static String refused(@Nullable TsigKey key) {
    return key == null
        ? "REFUSED: it wants a TSIG key, or an update from another address; give it the key that the zone's allow-update or update-policy names"
        : "REFUSED: the TSIG key %s is good, but may not change that name; add it to the zone's allow-update or update-policy"
            .formatted(key);
  }
}
