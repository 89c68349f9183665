package dev.acmesdk.spring;

import dev.acmesdk.Acme;
import dev.acmesdk.client.ExternalAccount;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.http01.Http01Responder;
import dev.acmesdk.spring.AcmeProperties.Http01;
import dev.acmesdk.spring.AcmeProperties.Mode;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.env.Environment;

/** The way from properties to a request that is complete but for its names. */
final class AcmeSetup {
  private final AcmeProperties properties;

  AcmeSetup(AcmeProperties properties) {
    this.properties = properties;
  }

  /** With HTTP-01, as the properties want it. */
  Acme byHttp(List<Wanted> wanted, Http01Responder responder, Environment environment) {
    Http01 http = properties.http01();
    checkPort(http, environment);
    for (Wanted one : wanted) {
      if (one.hasWildcard()) {
        throw new AcmePropertyException(
            "%s has a wildcard, for which CAs want a proof by DNS.".formatted(one.domains()),
            "Define a bean: @Bean Acme acme() { return Acme.dns(provider); }");
      }
    }
    return http.mode() == Mode.APPLICATION
        ? Acme.with(responder)
        : Acme.standalone().httpPort(http.port());
  }

  private static void checkPort(Http01 http, Environment environment) {
    if (http.port() < 1 || http.port() > 65_535) {
      throw new AcmePropertyException(
          "acme.http01.port is %d, which is not a TCP port.".formatted(http.port()),
          "Set acme.http01.port to a number from 1 to 65535, or leave it out: it is 80 then.");
    }
    if (environment.getProperty("server.port", Integer.class, 8080) == http.port()) {
      throw new AcmePropertyException(
          "server.port and acme.http01.port are both %d, but one is for HTTPS and one for plain HTTP."
              .formatted(http.port()),
          "Set server.port=443. With acme.http01.mode=application, the application itself answers"
              + " the CA on a plain port besides.");
    }
  }

  /** All that the properties say of the CA and the account. */
  Acme complete(Acme start) {
    if (!properties.agreeToTermsOfService()) {
      throw new AcmePropertyException(
          "acme.agree-to-terms-of-service is not set: CAs issue to those only who agree to their"
              + " terms.",
          "Read the terms of your CA, then set acme.agree-to-terms-of-service=true.");
    }
    if (properties.staging() && properties.directory() != null) {
      throw new AcmePropertyException(
          "acme.staging=true means Let's Encrypt's staging environment, but acme.directory is %s."
              .formatted(properties.directory()),
          "Leave out one of them.");
    }
    Acme acme = start.agreeToTermsOfService().storeIn(properties.store());
    acme = properties.staging() ? acme.staging() : acme;
    acme = properties.directory() == null ? acme : acme.directory(properties.directory());
    acme = properties.email() == null ? acme : acme.email(properties.email());
    acme = properties.trust() == null ? acme : trusting(acme, properties.trust());
    acme = properties.profile() == null ? acme : acme.profile(properties.profile());
    acme = properties.keyAlgorithm() == null ? acme : acme.keyAlgorithm(properties.keyAlgorithm());
    AcmeProperties.ExternalAccount account = properties.externalAccount();
    return account == null ? acme : acme.externalAccount(credentials(account));
  }

  private static ExternalAccount credentials(AcmeProperties.ExternalAccount account) {
    if (account.keyId() == null || account.macKey() == null) {
      throw new AcmePropertyException(
          "acme.external-account has only one of key-id and mac-key.",
          "Set both acme.external-account.key-id and acme.external-account.mac-key, as the CA has"
              + " given them out.");
    }
    try {
      return ExternalAccount.of(account.keyId(), account.macKey());
    } catch (InvalidRequestException e) {
      throw new AcmePropertyException(
          "acme.external-account.key-id or acme.external-account.mac-key is wrong: "
              + e.getMessage(),
          "Copy both from the CA's page; the MAC key is in base64url.");
    }
  }

  private static Acme trusting(Acme acme, String trust) {
    return trust.startsWith("-----BEGIN ") ? acme.trust(trust) : acme.trust(Path.of(trust));
  }
}
