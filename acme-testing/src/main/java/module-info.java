/**
 * An ACME CA (RFC 8555) that runs inside a test, with real validation on the loopback interface, no
 * network, no waiting; name servers that go wrong on demand; and the contract tests of stores and
 * of DNS providers, for which JUnit 5 and AssertJ are needed.
 */
module dev.acmesdk.testing {
  requires transitive dev.acmesdk.core;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.dnsjava;
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires static info.picocli;
  requires static transitive dev.acmesdk.dns01;
  requires static transitive org.assertj.core;
  requires static transitive org.junit.jupiter.api;
  requires static org.junit.jupiter.params;
  requires static transitive org.jspecify;

  exports dev.acmesdk.testing;
  exports dev.acmesdk.testing.assertion;
  exports dev.acmesdk.testing.dns;
  exports dev.acmesdk.testing.dns01;
  exports dev.acmesdk.testing.junit;
  exports dev.acmesdk.testing.store;

  // JUnit runs tests that are nobody else's to call.
  opens dev.acmesdk.testing.dns01;
  opens dev.acmesdk.testing.store;
}
