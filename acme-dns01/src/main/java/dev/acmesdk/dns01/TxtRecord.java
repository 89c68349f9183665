package dev.acmesdk.dns01;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.DnsAccount01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A TXT record that answers a challenge (RFC 8555 section 8.4).
 *
 * @param name the whole name, without trailing dot, for example {@code _acme-challenge.example.com}
 * @param value the text without quotes, printable ASCII: mostly 43 base64url characters, but that
 *     of a {@link PersistentRecord} can be longer than one string in DNS
 * @param ttl for how long resolvers may keep it, in whole seconds; at least one
 */
public record TxtRecord(String name, String value, Duration ttl) {
  /** Short, since the record is needed for minutes only, and another value may follow it. */
  public static final Duration DEFAULT_TTL = Duration.ofSeconds(60);

  private static final String LABEL = "_acme-challenge.";
  private static final int MAX_STRING = 255;

  /** Refuses a time to live of less than a second. */
  public TxtRecord {
    if (ttl.toSeconds() < 1) {
      throw new IllegalArgumentException("A TTL of less than a second: " + ttl);
    }
  }

  /**
   * The record that answers a challenge. The challenges for {@code example.com} and {@code
   * *.example.com} have records of the same name with different values.
   *
   * @param challenge the challenge
   * @return the record, with the default TTL
   * @throws IllegalArgumentException if the identifier is not a DNS name (RFC 8738 section 7)
   */
  public static TxtRecord of(PendingChallenge<Dns01> challenge) {
    return digest(LABEL + dnsName(challenge, "DNS-01").value(), challenge);
  }

  /**
   * The record that answers a dns-account-01 challenge: that of DNS-01, below a label of the
   * account's own (draft-ietf-acme-dns-account-label-03 section 3.2). Experimental: it follows a
   * draft and may change in a minor version.
   *
   * @param challenge the challenge
   * @return the record, with the default TTL
   * @throws IllegalArgumentException if the identifier is not a DNS name
   */
  public static TxtRecord belowAccountLabel(PendingChallenge<DnsAccount01> challenge) {
    String label = DnsAccount01.label(challenge.account()) + "." + LABEL;
    return digest(label + dnsName(challenge, DnsAccount01.TYPE).value(), challenge);
  }

  /** The names of the records for DNS-01, each once; there is none for an address. */
  static List<String> names(List<Identifier> identifiers) {
    return identifiers.stream()
        .map(Identifier::withoutWildcard)
        .filter(Identifier.Dns.class::isInstance)
        .map(identifier -> LABEL + identifier.value())
        .distinct()
        .toList();
  }

  private static TxtRecord digest(
      String name, PendingChallenge<? extends Challenge.WithToken> challenge) {
    return new TxtRecord(
        name,
        challenge.challenge().keyAuthorization(challenge.thumbprint()).txtValue(),
        DEFAULT_TTL);
  }

  /** The name that control is to be proved of, without wildcard label. */
  static Identifier.Dns dnsName(PendingChallenge<?> challenge, String method) {
    if (challenge.identifier().withoutWildcard() instanceof Identifier.Dns name) {
      return name;
    }
    throw new IllegalArgumentException(
        "%s cannot prove control of %s: it is not a DNS name"
            .formatted(method, challenge.identifier()));
  }

  /**
   * Whether it is to stay in DNS when the certificate is there: that of a dns-persist-01 challenge
   * is, wherever aliases lead to, and renewals use it again.
   *
   * @return {@code true} if nobody is going to call {@link DnsProvider#removeTxt} for it
   */
  public boolean isPersistent() {
    return name.startsWith(PersistentRecord.LABEL) || value.contains(PersistentRecord.MARK);
  }

  /**
   * The value as DNS has it: in strings of at most 255 octets each, which those who read the record
   * join again (RFC 1035 section 3.3.14). A provider's interface may want them, or split the value
   * itself.
   *
   * @return one string, but for a long {@link PersistentRecord}
   */
  public List<String> strings() {
    List<String> strings = new ArrayList<>();
    for (int start = 0; start < value.length(); start += MAX_STRING) {
      strings.add(value.substring(start, Math.min(value.length(), start + MAX_STRING)));
    }
    return strings.isEmpty() ? List.of("") : List.copyOf(strings);
  }

  /**
   * The record as a zone file has it.
   *
   * @return one line, without line end
   */
  @Override
  public String toString() {
    return "%s. %d IN TXT %s".formatted(name, ttl.toSeconds(), quoted());
  }

  /** The values that each name is to have. */
  static Map<String, Set<String>> byName(List<TxtRecord> records) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (TxtRecord record : records) {
      values.computeIfAbsent(record.name(), name -> new LinkedHashSet<>()).add(record.value());
    }
    return values;
  }

  /** The strings of the value, each in quotes. */
  String quoted() {
    return strings().stream().map("\"%s\""::formatted).collect(Collectors.joining(" "));
  }
}
