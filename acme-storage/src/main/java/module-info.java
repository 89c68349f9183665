/** Stores for accounts and certificates: Certbot's directory layout, and in memory. */
module dev.acmesdk.storage {
  requires transitive dev.acmesdk.core;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.acmesdk.storage;
}
