package dev.acmesdk.examples.server;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.store.Lineage;
import java.security.cert.X509Certificate;

/** What the servers show. */
public final class Page {
  /** Who asks for this path has the certificate renewed. */
  public static final String RENEW = "/renew";

  private Page() {}

  /**
   * Answers a request at once.
   *
   * @param certificate the server's
   * @param path the path that was asked for; {@link #RENEW} begins a renewal
   * @return a line of text: the serial number of the server's certificate
   */
  public static String answer(ManagedCertificate certificate, String path) {
    String serial = certificate.current().map(Page::serial).orElse("none yet");
    if (!path.equals(RENEW)) {
      return "The serial of my certificate is " + serial + "\n";
    }
    var unused = certificate.refresh().whenComplete(Page::report);
    return "Renewing. The serial of my certificate was " + serial + "\n";
  }

  private static void report(Lineage renewed, Throwable problem) {
    System.out.println(problem == null ? renewed : "Not renewed: " + problem.getMessage());
  }

  private static String serial(Lineage lineage) {
    return serial(lineage.chain().leaf());
  }

  static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }
}
