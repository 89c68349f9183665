package dev.acmesdk.blackbox;

import dev.acmesdk.crypto.CertificateChain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A Java program that fetches a page and trusts nothing but one root; it prints the serial number
 * that it was shown. Where names lead is in a file of the JVM's ({@code jdk.net.hosts.file}).
 */
final class VisitProgram {
  private VisitProgram() {}

  public static void main(String[] arguments) throws Exception {
    HttpResponse<String> response =
        HttpClient.newBuilder()
            .sslContext(trusting(Path.of(arguments[0])))
            .build()
            .send(
                HttpRequest.newBuilder(URI.create(arguments[1])).build(),
                HttpResponse.BodyHandlers.ofString());
    X509Certificate shown =
        (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
    System.out.println(shown.getSerialNumber().toString(16));
  }

  private static SSLContext trusting(Path root) throws GeneralSecurityException, IOException {
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    roots.setCertificateEntry("root", CertificateChain.fromPem(Files.readString(root)).leaf());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(roots);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
