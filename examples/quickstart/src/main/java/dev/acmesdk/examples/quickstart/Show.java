package dev.acmesdk.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** What the example prints, and how it plays the part of its own visitor. */
final class Show {
  private Show() {}

  static void line(String who, Object what) {
    System.out.printf("%-8s %s%n", who, what);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Fetches a page as a browser does that trusts the CA: chain and host name are verified. */
  static void page(String host, InetSocketAddress server, String rootPem)
      throws IOException, GeneralSecurityException {
    X509TrustManager trust = trusting(rootPem);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new X509TrustManager[] {trust}, null);
    OkHttpClient browser =
        new OkHttpClient.Builder()
            .sslSocketFactory(tls.getSocketFactory(), trust)
            .dns(name -> List.of(server.getAddress()))
            .build();
    String url = "https://" + host + ":" + server.getPort() + "/";
    try (Response response = browser.newCall(new Request.Builder().url(url).build()).execute()) {
      line("browser", "GET " + url);
      line("browser", response.code() + " " + response.body().string());
      line("browser", "verified with " + response.handshake().tlsVersion().javaName());
    }
    browser.connectionPool().evictAll();
  }

  private static X509TrustManager trusting(String pem)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "root",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  /** Lists a directory with modes and targets of links. */
  static void tree(Path root) throws IOException {
    line("store", root);
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted().skip(1).toList()) {
        PosixFileAttributes attributes =
            Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        line(type(attributes), root.relativize(path) + target(path));
      }
    }
  }

  private static String type(PosixFileAttributes attributes) {
    String type = attributes.isDirectory() ? "d" : attributes.isSymbolicLink() ? "l" : "-";
    return type + PosixFilePermissions.toString(attributes.permissions());
  }

  private static String target(Path path) throws IOException {
    return Files.isSymbolicLink(path) ? " -> " + Files.readSymbolicLink(path) : "";
  }
}
