/** Checks in front of an order: what will fail, why, and the line to type. */
module dev.acmesdk.preflight {
  requires okhttp3;
  requires org.slf4j;
  requires transitive dev.acmesdk.core;
  requires transitive dev.acmesdk.dns01;
  requires static transitive org.jspecify;

  exports dev.acmesdk.preflight;
}
