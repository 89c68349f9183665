package dev.acmesdk.testing.ca;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which ways there are to prove control of an identifier. */
final class ChallengeOffer {
  private final Urls urls;
  private final Chance chance;
  private final boolean hasDns;
  private final List<String> issuers;

  ChallengeOffer(Urls urls, Chance chance, ValidationSettings settings) {
    this.urls = urls;
    this.chance = chance;
    this.hasDns = settings.dnsServer().isPresent();
    this.issuers = settings.caaIdentities();
  }

  List<Challenge> challenges(Account account, Identifier identifier) {
    return chance.shuffled(types(identifier)).stream()
        .map(type -> challenge(type, account))
        .toList();
  }

  private List<String> types(Identifier identifier) {
    List<String> types = new ArrayList<>();
    if (!identifier.isWildcard()) {
      types.addAll(List.of(Challenge.HTTP_01, Challenge.TLS_ALPN_01, Challenge.UNKNOWN));
    }
    // RFC 8738 section 7: DNS cannot prove control of an address.
    if (!identifier.isIp()) {
      types.add(Challenge.DNS_01);
      if (hasDns) {
        types.addAll(List.of(Challenge.DNS_ACCOUNT_01, Challenge.DNS_PERSIST_01));
      }
    }
    return types;
  }

  /** The one challenge without a token is that of draft-ietf-acme-dns-persist-01 section 3.1. */
  private Challenge challenge(String type, Account account) {
    return type.equals(Challenge.DNS_PERSIST_01)
        ? new Challenge(
            type, Map.of("issuer-domain-names", issuers, "accounturi", urls.account(account.id())))
        : new Challenge(type);
  }
}
