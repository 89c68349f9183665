/**
 * The core of the ACME SDK: the protocol of RFC 8555, the issuance flow, the renewal rules, and the
 * plug points for challenge solvers and stores. By itself it opens no port and writes no file.
 */
@SuppressWarnings("module") // those that are exported to come later
module dev.acmesdk.core {
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.slf4j;
  requires tools.jackson.core;
  requires transitive okhttp3;
  requires static transitive org.jspecify;

  exports dev.acmesdk.ca;
  exports dev.acmesdk.client;
  exports dev.acmesdk.crypto;
  exports dev.acmesdk.error;
  exports dev.acmesdk.hook;
  exports dev.acmesdk.issuance;
  exports dev.acmesdk.json to
      dev.acmesdk.dns01,
      dev.acmesdk.http01,
      dev.acmesdk.preflight,
      dev.acmesdk.storage;
  exports dev.acmesdk.listener;
  exports dev.acmesdk.manager;
  exports dev.acmesdk.protocol;
  exports dev.acmesdk.renewal;
  exports dev.acmesdk.solver;
  exports dev.acmesdk.store;
  exports dev.acmesdk.tls;
}
