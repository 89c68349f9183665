package dev.acmesdk.testing;

import dev.acmesdk.protocol.CertificateId;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/** From an order to its certificate, where a test is about something else. */
final class Issuing {
  private Issuing() {}

  static X509Certificate leaf(RawClient client, Http01Responder responder, String... names) {
    return leaf(client, responder, client.newOrder(names), names);
  }

  static X509Certificate leaf(
      RawClient client, Http01Responder responder, Reply order, String... names) {
    client.validate(order, responder);
    client.finalizeOrder(order, TestCsr.der(names));
    String url = client.await(order.location(), "processing").text("certificate");
    return Chains.parse(client.read(url).body()).get(0);
  }

  /** As the client side of this project reckons it, which shares no code with the CA. */
  static String id(X509Certificate certificate) {
    return CertificateId.of(certificate).orElseThrow().value();
  }

  /** The payload of an order that replaces a certificate. */
  static Map<String, Object> replacing(Object id, String... names) {
    return Map.of(
        "identifiers",
        List.of(names).stream().map(name -> Map.of("type", "dns", "value", name)).toList(),
        "replaces",
        id);
  }
}
