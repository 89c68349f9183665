/** Challenges by DNS: the plug point for providers, and the way by hand. */
@SuppressWarnings("module") // The digits are part of the name that RFC 8555 gives it.
module dev.acmesdk.dns01 {
  requires transitive dev.acmesdk.core;
  requires okhttp3;
  requires org.dnsjava;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.acmesdk.dns01;
  exports dev.acmesdk.dns01.lookup;
  exports dev.acmesdk.dns01.provider;
}
