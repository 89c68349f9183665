package dev.acmesdk.examples.server;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeRequest;
import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a server example is played on: a CA, and a certificate that it has issued. */
public final class Stage implements AutoCloseable {
  private final @Nullable EmbeddedAcmeServer ca;
  private final String name;
  private final ManagedCertificate certificate;
  private final int port;

  private Stage(@Nullable EmbeddedAcmeServer ca, AcmeRequest request, String name, int port) {
    this.ca = ca;
    this.name = name;
    this.port = port;
    this.certificate = request.manage();
  }

  /**
   * Runs an example until somebody presses Enter.
   *
   * @param args see {@link #open}
   * @param example the server
   * @throws Exception if it fails
   */
  public static void run(String[] args, ServerExample example) throws Exception {
    try (Stage stage = open(args);
        RunningServer server = example.start(stage.certificate(), stage.port)) {
      // By name: some servers refuse requests for what is not in the certificate.
      String host = stage.name + ":" + server.port();
      String curl = "curl -k --resolve %s:127.0.0.1 https://%s".formatted(host, host);
      System.out.printf("%s/          shows the serial of the certificate%n", curl);
      System.out.printf("%s%s     has it renewed%n", curl, Page.RENEW);
      System.out.println("Enter ends it.");
      while (System.in.read() > '\n') {
        // The rest of the line.
      }
    }
  }

  /**
   * Gets a certificate: from a CA of its own on this machine, without arguments; else from a real
   * one, which wants to connect to port 80.
   *
   * @param args nothing, or the directory of a CA, an e-mail address, and a DNS name that leads
   *     here; certificates are then kept in {@code ./acme-example}, and the server's port is 443
   * @return the stage, to be closed
   * @throws IOException if there is no free port
   */
  public static Stage open(String... args) throws IOException {
    return args.length == 0 ? local() : real(args);
  }

  private static Stage real(String[] args) {
    if (args.length != 3) {
      throw new IllegalArgumentException("Give no arguments, or DIRECTORY-URL E-MAIL DOMAIN.");
    }
    AcmeRequest request =
        Acme.standalone()
            .directory(URI.create(args[0]))
            .email(args[1])
            .agreeToTermsOfService()
            .storeIn(Path.of("acme-example"))
            .domains(args[2]);
    return new Stage(null, request, args[2], 443);
  }

  private static Stage local() throws IOException {
    int httpPort = freePort();
    EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(httpPort).start();
    return new Stage(ca, from(ca).domains(Visitor.HOST), Visitor.HOST, 0);
  }

  private static Acme from(EmbeddedAcmeServer ca) {
    return Acme.standalone()
        .directory(ca.directory())
        .trust(ca.trustAnchorPem())
        .httpPort(ca.httpPort())
        .agreeToTermsOfService()
        .storeIn(new InMemoryStore());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /**
   * The certificate.
   *
   * @return it looks after itself until this is closed
   */
  public ManagedCertificate certificate() {
    return certificate;
  }

  /** Another certificate, which the same server shows to those who ask for its name. */
  ManagedCertificate another(String name) {
    return from(ca()).domains(name).managing().keyManager(certificate.keyManager()).start();
  }

  /** The CA on this machine. */
  EmbeddedAcmeServer ca() {
    if (ca == null) {
      throw new IllegalStateException("This is played with a real CA");
    }
    return ca;
  }

  @Override
  public void close() {
    certificate.close();
    if (ca != null) {
      ca.close();
    }
  }
}
