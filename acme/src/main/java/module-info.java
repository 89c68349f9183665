/** The facade of the ACME SDK: one dependency and one line to a certificate. */
module dev.acmesdk {
  requires transitive dev.acmesdk.core;
  requires transitive dev.acmesdk.dns01;
  requires transitive dev.acmesdk.http01;
  requires transitive dev.acmesdk.preflight;
  requires transitive dev.acmesdk.storage;
  requires transitive dev.acmesdk.tlsalpn01;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.acmesdk;
}
