package dev.acmesdk.testing.assertion;

import dev.acmesdk.testing.EmbeddedAcmeServer;

/** Entry point of the assertions about an embedded CA. */
public final class AcmeAssertions {
  private AcmeAssertions() {}

  /**
   * Begins assertions about what clients have done.
   *
   * <pre>{@code
   * assertThat(server).hasOrders(1).hasCertificates(1).wastedNoNonce();
   * }</pre>
   *
   * @param server the CA
   * @return what can be asserted about it
   */
  public static EmbeddedAcmeServerAssert assertThat(EmbeddedAcmeServer server) {
    return new EmbeddedAcmeServerAssert(server);
  }
}
