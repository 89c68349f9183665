/** Metrics of managed certificates for Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // It is none by itself.
module dev.acmesdk.micrometer {
  requires transitive dev.acmesdk.core;
  requires transitive micrometer.core;
  requires static transitive org.jspecify;

  exports dev.acmesdk.micrometer;
}
