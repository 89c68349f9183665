package dev.acmesdk.examples.quickstart;

import dev.acmesdk.Acme;
import dev.acmesdk.ManagedCertificate;
import java.nio.file.Path;
import java.util.Map;

/** What each node of a service does, the same on all of them. */
final class SeveralNodes {
  private SeveralNodes() {}

  /**
   * Sets up one node.
   *
   * @param answers a map that all nodes see, such as one of a cache; each answers the CA from it
   * @param directory the same for all nodes
   */
  static Acme node(Map<String, String> answers, Path directory) {
    return Acme.with(new OwnSolver(answers))
        .email("admin@example.com")
        .agreeToTermsOfService()
        .storeIn(directory);
  }

  /** Gets the certificate, or finds what another node has got, and looks after it. */
  static ManagedCertificate start(Acme node) {
    return node.domains("example.com").manage();
  }
}
