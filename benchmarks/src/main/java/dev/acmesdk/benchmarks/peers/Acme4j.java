package dev.acmesdk.benchmarks.peers;

import com.sun.net.httpserver.HttpServer;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.provider.GenericAcmeProvider;
import org.shredzone.acme4j.util.KeyPairUtils;

/** What every program with acme4j has to bring along: trust, an account, a server for HTTP-01. */
final class Acme4j implements AutoCloseable {
  private static final String PATH = "/.well-known/acme-challenge/";
  private static final int BACKLOG = 1024;
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private final URI directory;
  private final SSLContext context;
  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  Acme4j(URI directory, Path trusted, int port) throws IOException {
    this.directory = directory;
    context = context(trusted);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    server.createContext(
        PATH,
        exchange -> {
          String answer = answers.get(exchange.getRequestURI().getPath().substring(PATH.length()));
          byte[] body = (answer == null ? "" : answer).getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(answer == null ? NOT_FOUND : OK, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static SSLContext context(Path trusted) throws IOException {
    try (InputStream in = Files.newInputStream(trusted)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot trust " + trusted, e);
    }
  }

  /** It would trust what the JVM trusts. */
  private final class Trusting extends GenericAcmeProvider {
    @Override
    public HttpClient createHttpClient(NetworkSettings settings) {
      return HttpClient.newBuilder().sslContext(context).build();
    }
  }

  /** A new session with a new account. */
  Login register(KeyPair accountKey) throws AcmeException {
    return new AccountBuilder()
        .addEmail("a@example.com")
        .agreeToTermsOfService()
        .useKeyPair(accountKey)
        .createLogin(session());
  }

  Session session() {
    return new Session(directory, new Trusting());
  }

  /** By the JDK: acme4j's own way needs Bouncy Castle as a provider, which takes half a second. */
  static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No JDK can do without P-256", e);
    }
  }

  /** Puts the answer in place, without a word to the CA. */
  Http01Challenge present(Authorization authorization) {
    Http01Challenge challenge = authorization.findChallenge(Http01Challenge.class).orElseThrow();
    answers.put(challenge.getToken(), challenge.getAuthorization());
    return challenge;
  }

  /** Writes the chain and the key that belongs to it. */
  static void save(Order order, KeyPair key, Path folder) {
    try (FileWriter chain =
            new FileWriter(folder.resolve("chain.pem").toFile(), StandardCharsets.US_ASCII);
        FileWriter own =
            new FileWriter(folder.resolve("key.pem").toFile(), StandardCharsets.US_ASCII)) {
      order.getCertificate().writeCertificate(chain);
      KeyPairUtils.writeKeyPair(key, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
