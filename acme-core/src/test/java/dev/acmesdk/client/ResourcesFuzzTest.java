package dev.acmesdk.client;

import static dev.acmesdk.fuzz.Harmless.require;
import static dev.acmesdk.fuzz.Harmless.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.fuzz.Harmless;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.RenewalInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;

/**
 * Bodies of answers: read, or refused as a violation of the protocol. What was read holds HTTPS
 * URLs where requests go, base64url tokens, and can be shown.
 */
class ResourcesFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final URI URL = URI.create("https://ca.example/acme/resource/1");
  private static final CertificateId CERTIFICATE =
      new CertificateId("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");

  private static final Headers JSON = Headers.of("Content-Type", "application/json");

  @FuzzTest
  void directory(byte[] body) {
    read(() -> Resources.directory(reply(body))).ifPresent(ResourcesFuzzTest::checkDirectory);
  }

  private static void checkDirectory(Directory directory) {
    https(directory.newNonce());
    https(directory.newAccount());
    https(directory.newOrder());
    https(directory.revokeCert());
    https(directory.keyChange());
    https(directory.renewalInfo());
    Harmless.shown(directory, HttpTransport.MAX_BODY);
  }

  @FuzzTest
  void account(byte[] body) {
    Optional<Account> account = read(() -> Resources.account(reply(body), URL));
    account.ifPresent(read -> https(read.orders()));
    account.ifPresent(read -> Harmless.shown(read, HttpTransport.MAX_BODY));
  }

  @FuzzTest
  void order(byte[] body) {
    read(() -> Resources.order(reply(body), URL)).ifPresent(ResourcesFuzzTest::checkOrder);
  }

  private static void checkOrder(Order order) {
    https(order.finalizeUrl());
    https(order.certificate());
    order.authorizations().forEach(ResourcesFuzzTest::https);
    Harmless.shown(order, HttpTransport.MAX_BODY);
  }

  @FuzzTest
  void authorization(byte[] body) {
    read(() -> Resources.authorization(reply(body)))
        .ifPresent(ResourcesFuzzTest::checkAuthorization);
  }

  private static void checkAuthorization(Authorization authorization) {
    Harmless.shown(authorization, HttpTransport.MAX_BODY);
    Harmless.shown(authorization.orderedIdentifier(), 3_000);
    for (Challenge challenge : authorization.challenges()) {
      https(challenge.url());
      if (challenge instanceof Challenge.WithToken known) {
        require(Base64Url.isValid(known.token()), "no base64url", known);
        Harmless.shown(known.keyAuthorization("thumbprint"), HttpTransport.MAX_BODY);
      }
    }
  }

  @FuzzTest
  void renewalInfo(byte[] body) {
    read(() -> RenewalInformation.read(reply(body), CERTIFICATE))
        .ifPresent(ResourcesFuzzTest::checkRenewalInfo);
  }

  private static void checkRenewalInfo(RenewalInfo info) {
    require(info.start().isBefore(info.end()), "a window without time", info);
    require(info.askAgainAt().isAfter(NOW), "asked again at once", info);
    Harmless.shown(info, HttpTransport.MAX_BODY);
  }

  @FuzzTest
  void ordersList(byte[] body) {
    read(() -> Resources.reader(reply(body), "list of orders").httpsUrls("orders"))
        .ifPresent(urls -> urls.forEach(ResourcesFuzzTest::https));
  }

  private static <T> Optional<T> read(java.util.function.Supplier<T> reading) {
    return unlessRefused(ProtocolViolationException.class, reading);
  }

  private static HttpReply reply(byte[] body) {
    return new HttpReply(URL, 200, JSON, new String(body, UTF_8), NOW);
  }

  /** RFC 8555 section 6.1: only such URLs are requested. */
  private static void https(URI url) {
    if (url != null) {
      require("https".equalsIgnoreCase(url.getScheme()), "not HTTPS", url);
    }
  }
}
