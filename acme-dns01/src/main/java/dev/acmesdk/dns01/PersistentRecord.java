package dev.acmesdk.dns01;

import dev.acmesdk.protocol.Identifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The record that lets one account of one CA get certificates for a name, for as long as it is in
 * DNS (draft-ietf-acme-dns-persist-01 section 4.1).
 *
 * <p><b>Experimental:</b> it follows a draft and may change in a minor version.
 *
 * @param identifier the name; a wildcard label does not count
 * @param issuer the CA's name, in lower-case A-label form, without trailing dot
 * @param account the account's URL, exactly as the server gave it
 * @param wildcard whether the account may also get certificates for all names below this one
 * @param until when it ends, to the second; {@code null} for never
 */
public record PersistentRecord(
    Identifier.Dns identifier,
    String issuer,
    URI account,
    boolean wildcard,
    @Nullable Instant until) {

  /** Long, since CAs check again no later than this (section 7.8 of the draft). */
  public static final Duration TTL = Duration.ofHours(1);

  static final String LABEL = "_validation-persist.";

  private static final String ACCOUNT = "accounturi";

  /** What is in the text of each such record, and in that of no other. */
  static final String MARK = "; " + ACCOUNT + "=";

  private static final String POLICY = "policy";
  private static final String WILDCARD = "wildcard";
  private static final String UNTIL = "persistUntil";

  /** Up to the year 300 million, which the JDK still can count. */
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,16}");

  /** Refuses what would not be read as it was meant. */
  public PersistentRecord {
    identifier = (Identifier.Dns) identifier.withoutWildcard();
    if (!IssueValue.isName(issuer)) {
      throw new IllegalArgumentException(
          "The CA's name must be a domain name in lower case, without trailing dot, such as letsencrypt.org");
    }
    if (!canName(account)) {
      throw new IllegalArgumentException(
          "The account URL %s cannot stand in a record".formatted(account.toASCIIString()));
    }
    if (until != null && until.getEpochSecond() < 0) {
      throw new IllegalArgumentException("The record would have ended before 1970: " + until);
    }
  }

  static boolean canName(URI account) {
    return account.isAbsolute() && IssueValue.VALUE.matcher(account.toString()).matches();
  }

  PersistentRecord withIssuer(String other) {
    return new PersistentRecord(identifier, other, account, wildcard, until);
  }

  /**
   * Where it belongs.
   *
   * @return the whole name, without trailing dot
   */
  public String name() {
    return LABEL + identifier.value();
  }

  /**
   * Its text.
   *
   * @return for example {@code letsencrypt.org; accounturi=https://…; policy=wildcard}
   */
  public String value() {
    StringBuilder value = new StringBuilder(issuer);
    value.append("; ").append(ACCOUNT).append('=').append(account);
    if (wildcard) {
      value.append("; ").append(POLICY).append('=').append(WILDCARD);
    }
    if (until != null) {
      value.append("; ").append(UNTIL).append('=').append(until.getEpochSecond());
    }
    return value.toString();
  }

  /**
   * The same for a provider. To end what the record allows, pass this to {@link
   * DnsProvider#removeTxt}.
   *
   * @return a TXT record
   */
  public TxtRecord toTxtRecord() {
    return new TxtRecord(name(), value(), TTL);
  }

  /**
   * What keeps a record that is in DNS from doing what this one would do. Parameters that are not
   * known do not matter, nor does the end of this one.
   *
   * @param published the text of a TXT record at {@link #name}, its strings joined
   * @param now the time to judge by
   * @return whole sentences, without control characters; none if the record will do
   */
  public List<String> findings(String published, Instant now) {
    IssueValue value;
    try {
      value = IssueValue.parse(published);
    } catch (IllegalArgumentException e) {
      return List.of("The record is malformed: " + e.getMessage() + ".");
    }
    if (!value.issuer().equals(issuer)) {
      return List.of(
          value.issuer().isEmpty()
              ? "The record names no CA."
              : "The record is for the CA %s, not for %s.".formatted(value.issuer(), issuer));
    }
    List<String> findings = new ArrayList<>();
    findingAboutAccount(value.parameters()).ifPresent(findings::add);
    if (wildcard && !WILDCARD.equalsIgnoreCase(value.parameters().get(POLICY))) {
      findings.add("The record does not say policy=wildcard, so it is not for names below.");
    }
    findingAboutEnd(value.parameters(), now).ifPresent(findings::add);
    return findings;
  }

  private Optional<String> findingAboutAccount(Map<String, String> parameters) {
    String named = parameters.get(ACCOUNT);
    if (named == null || named.isEmpty()) {
      return Optional.of("The record names no account: it lacks accounturi.");
    }
    return named.equals(account.toString())
        ? Optional.empty()
        : Optional.of("The record is for the account %s, not for %s.".formatted(named, account));
  }

  private static Optional<String> findingAboutEnd(Map<String, String> parameters, Instant now) {
    String seconds = parameters.get("persistuntil");
    if (seconds == null) {
      return Optional.empty();
    }
    if (!SECONDS.matcher(seconds).matches()) {
      return Optional.of("The record is malformed: persistUntil is no number of seconds.");
    }
    Instant end = Instant.ofEpochSecond(Long.parseLong(seconds));
    return now.isAfter(end)
        ? Optional.of("The record has ended: persistUntil is %s.".formatted(end))
        : Optional.empty();
  }
}
