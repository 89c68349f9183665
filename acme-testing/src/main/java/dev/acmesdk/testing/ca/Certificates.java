package dev.acmesdk.testing.ca;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** RFC 8555 sections 7.4 and 7.4.2: issuing and downloading, also with other chains. */
final class Certificates {
  private final Urls urls;
  private final Ledger ledger;
  private final Accounts accounts;
  private final Issuer issuer;
  private final Quotas quotas;
  private final IssuanceSettings settings;

  Certificates(
      Urls urls,
      Ledger ledger,
      Accounts accounts,
      Issuer issuer,
      Quotas quotas,
      IssuanceSettings settings) {
    this.urls = urls;
    this.ledger = ledger;
    this.accounts = accounts;
    this.issuer = issuer;
    this.quotas = quotas;
    this.settings = settings;
  }

  /** For an order that is ready. */
  IssuedChain issue(Order order, JsonNode payload) {
    Octets csr = StrictBase64Url.decode(Json.string(payload, "csr", "the payload"), "\"csr\"");
    PublicKey key = CsrRules.keyOf(csr, order.identifiers());
    if (accounts.isAccountKey(key)) {
      throw Refusal.of(
          ProblemKind.BAD_CSR,
          "The certificate's public key must be different from account keys (RFC 8555 section"
              + " 11.1)");
    }
    IssuedChain chain =
        new IssuedChain(
            Tokens.next(),
            order.account(),
            order.identifiers(),
            issuer.issueAll(key, order.identifiers(), settings.validity(order.profile())));
    ledger.add(chain);
    ledger.add(new Renewal(chain));
    quotas.issued(order.identifiers());
    return chain;
  }

  Answer certificate(Call call) {
    String[] path = call.id().split("/", 2);
    IssuedChain chain = ledger.chain(path[0]);
    call.requireOwner(chain.account(), "certificate");
    call.requirePostAsGet();
    int number = path.length == 1 ? 0 : alternate(path[1], chain);
    Answer answer =
        new Answer(200, List.of(), Octets.of(chain.pem(number)))
            .as("application/pem-certificate-chain");
    for (int i = 0; i < chain.chains().size(); i++) {
      if (i != number) {
        answer = answer.with(Header.link(url(chain, i), "alternate"));
      }
    }
    return answer;
  }

  private static int alternate(String number, IssuedChain chain) {
    return Optional.of(number)
        .filter(text -> text.matches("[1-9]"))
        .map(Integer::parseInt)
        .filter(n -> n < chain.chains().size())
        .orElseThrow(() -> Refusal.notFound("certificate"));
  }

  private String url(IssuedChain chain, int number) {
    String first = urls.to(Urls.CERTIFICATE, chain.id());
    return number == 0 ? first : first + "/" + number;
  }
}
