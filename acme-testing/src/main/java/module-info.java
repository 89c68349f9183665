/**
 * An ACME CA (RFC 8555) that runs inside a test: real validation on the loopback interface, no
 * network, no waiting.
 */
module dev.acmesdk.testing {
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires static transitive org.jspecify;

  exports dev.acmesdk.testing;
}
