package dev.acmesdk.blackbox;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.http01.Http01Server;
import dev.acmesdk.issuance.CertificateIssuer;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.protocol.AccountCredentials;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** The layer below the facade, with an account of its own at a {@link CaUnderTest}. */
final class DirectIssuer implements AutoCloseable {
  private final KeyPair accountKey = KeyAlgorithm.EC_P256.generate();
  private final List<IssuanceEvent> events = new ArrayList<>();
  private final AcmeClient client;
  private final AccountCredentials account;
  private final CertificateIssuer issuer;

  DirectIssuer(CaUnderTest ca) throws IOException {
    client = AcmeClient.builder(ca.directoryUri()).trust(ca.trustAnchor()).build();
    AccountKey key = AccountKey.of(accountKey);
    account =
        new AccountCredentials(
            client.accounts().create(key, new NewAccount(List.of(), true)).url(), key);
    issuer =
        new CertificateIssuer(
            client,
            () -> account,
            List.of(Http01Server.onPort(ca.httpPort())),
            events::add,
            Clock.systemUTC());
  }

  AcmeClient client() {
    return client;
  }

  AccountCredentials account() {
    return account;
  }

  KeyPair accountKeyPair() {
    return accountKey;
  }

  CertificateIssuer issuer() {
    return issuer;
  }

  IssuedCertificate issue(CertificateRequest request) {
    return issuer.issue(request);
  }

  /** What has happened so far, of one kind. */
  <E extends IssuanceEvent> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static CertificateRequest request(String... names) {
    return CertificateRequest.of(CertificateRequest.identifiers(List.of(names)));
  }

  /** The subject's common name of a certificate in PEM, read without what is to be tested. */
  static String commonName(String pem) {
    try {
      LdapName subject =
          new LdapName(CertificateChain.fromPem(pem).leaf().getSubjectX500Principal().getName());
      return subject.getRdns().stream()
          .filter(rdn -> rdn.getType().equals("CN"))
          .map(rdn -> rdn.getValue().toString())
          .findFirst()
          .orElseThrow();
    } catch (InvalidNameException e) {
      throw new IllegalStateException(e);
    }
  }

  static String fingerprint(String pem) {
    return CertificateChain.fromPem(pem).fingerprints().get(0);
  }

  @Override
  public void close() {
    client.close();
  }
}
