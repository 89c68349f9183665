/** HTTP-01: an embedded server, a handler for a server that already runs, and webroot. */
@SuppressWarnings("module") // The digits are part of the name that RFC 8555 gives it.
module dev.acmesdk.http01 {
  requires org.slf4j;
  requires transitive dev.acmesdk.core;
  // Not static: else a program could compile with the handler and miss the module when it runs.
  requires transitive jdk.httpserver;
  requires static transitive org.jspecify;

  exports dev.acmesdk.http01;
}
