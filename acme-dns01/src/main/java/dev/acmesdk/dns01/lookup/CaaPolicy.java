package dev.acmesdk.dns01.lookup;

import dev.acmesdk.dns01.lookup.CaaProperty.Issuer;
import dev.acmesdk.dns01.lookup.CaaVerdict.Outcome;
import dev.acmesdk.protocol.Identifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The CAA records that count for a name (RFC 8659 section 3).
 *
 * @param identifier the name
 * @param foundAt who has the records: it, or a name above
 * @param properties the records, at least one
 */
record CaaPolicy(Identifier identifier, String foundAt, List<CaaProperty> properties) {

  CaaVerdict verdict(List<String> issuers, @Nullable URI account, String method) {
    Optional<CaaProperty> unknown =
        properties.stream().filter(property -> !property.isUnderstood()).findFirst();
    if (unknown.isPresent()) {
      return verdict(
          Outcome.FORBIDDEN,
          "%s has the critical record %s, whose tag no CA is known to understand, so none may issue for %s. Remove it, or its flag."
              .formatted(foundAt, unknown.get(), identifier));
    }
    List<CaaProperty> relevant = relevant();
    if (relevant.isEmpty()) {
      return verdict(
          Outcome.ALLOWED,
          "The CAA records of %s do not restrict who may issue for %s."
              .formatted(foundAt, identifier));
    }
    if (issuers.isEmpty()) {
      return verdict(
          Outcome.UNKNOWN,
          "%s restricts who may issue for %s, and the CA does not tell by which names it goes."
              .formatted(foundAt, identifier));
    }
    return judge(relevant, issuers, account, method);
  }

  /** A wildcard goes by issuewild if there is one, else by issue (RFC 8659 section 4.3). */
  private List<CaaProperty> relevant() {
    List<CaaProperty> wild = tagged(CaaProperty.ISSUE_WILD);
    return identifier.isWildcard() && !wild.isEmpty() ? wild : tagged(CaaProperty.ISSUE);
  }

  private List<CaaProperty> tagged(String tag) {
    return properties.stream().filter(property -> property.tag().equals(tag)).toList();
  }

  private CaaVerdict judge(
      List<CaaProperty> relevant, List<String> issuers, @Nullable URI account, String method) {
    List<String> objections = new ArrayList<>();
    for (CaaProperty property : relevant) {
      String objection = objection(property, issuers, account, method);
      if (objection.isEmpty()) {
        return verdict(
            Outcome.ALLOWED,
            "%s of %s lets %s issue for %s."
                .formatted(property, foundAt, String.join(", ", issuers), identifier));
      }
      objections.add("%s %s".formatted(property, objection));
    }
    return verdict(
        Outcome.FORBIDDEN,
        "%s does not let %s issue for %s: %s. Add to %s a record such as: CAA 0 %s \"%s\""
            .formatted(
                foundAt,
                String.join(", ", issuers),
                identifier,
                String.join("; ", objections),
                foundAt,
                relevant.get(0).tag(),
                issuers.get(0)));
  }

  /** Why a record does not allow it; empty if it does. */
  private static String objection(
      CaaProperty property, List<String> issuers, @Nullable URI account, String method) {
    Optional<Issuer> parsed = property.issuer();
    if (parsed.isEmpty()) {
      return "is malformed and allows nobody";
    }
    Issuer issuer = parsed.get();
    if (issuer.name().isEmpty()) {
      return "allows nobody";
    }
    if (issuers.stream().noneMatch(name -> name.toLowerCase(Locale.ROOT).equals(issuer.name()))) {
      return "is for another CA";
    }
    String uri = issuer.parameters().get("accounturi");
    if (uri != null && (account == null || !uri.equals(account.toString()))) {
      return "is for another account than " + (account == null ? "a new one" : account);
    }
    String methods = issuer.parameters().get("validationmethods");
    if (methods != null && !List.of(methods.split(",", -1)).contains(method)) {
      return "does not allow " + method;
    }
    return "";
  }

  private CaaVerdict verdict(Outcome outcome, String sentence) {
    return new CaaVerdict(
        outcome, foundAt, properties.stream().map(CaaProperty::toString).toList(), sentence);
  }
}
