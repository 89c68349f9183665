/** TLS-ALPN-01: an embedded server, and a responder for a server that already runs. */
@SuppressWarnings("module") // The digits are part of the name that RFC 8737 gives it.
module dev.acmesdk.tlsalpn01 {
  requires org.slf4j;
  requires transitive dev.acmesdk.core;
  requires static transitive org.jspecify;

  exports dev.acmesdk.tlsalpn01;
}
