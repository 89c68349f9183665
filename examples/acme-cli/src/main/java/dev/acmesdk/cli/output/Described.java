package dev.acmesdk.cli.output;

import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummary;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Certificates in the words of the JSON report. */
public final class Described {
  private Described() {}

  /**
   * A certificate that is stored.
   *
   * @param lineage its lineage
   * @param outcome what has become of it: {@code listed}, {@code issued}, {@code renewed}…
   * @return members for {@link Report#addCertificate}
   */
  public static Map<String, Object> lineage(Lineage lineage, String outcome) {
    Map<String, Object> members = summary(LineageSummary.of(lineage), outcome);
    lineage
        .paths()
        .ifPresent(
            files -> {
              Map<String, Object> paths = new LinkedHashMap<>();
              paths.put("fullchain", files.fullchain().toString());
              paths.put("privkey", files.privkey().toString());
              paths.put("cert", files.cert().toString());
              paths.put("chain", files.chain().toString());
              members.put("paths", paths);
            });
    return members;
  }

  /**
   * A certificate that is stored, without its files.
   *
   * @param summary its lineage
   * @param outcome what has become of it
   * @return members for {@link Report#addCertificate}
   */
  public static Map<String, Object> summary(LineageSummary summary, String outcome) {
    X509Certificate leaf = summary.leaf();
    Map<String, Object> members = named(summary.name(), outcome);
    members.put(
        "identifiers",
        values(Identifier.allOf(new dev.acmesdk.crypto.CertificateChain(List.of(leaf)))));
    members.put("version", summary.version());
    members.put("serial", serial(leaf));
    members.put("keyType", keyType(leaf));
    members.put("notBefore", leaf.getNotBefore().toInstant().toString());
    members.put("notAfter", leaf.getNotAfter().toInstant().toString());
    if (summary.directory() != null) {
      members.put("server", summary.directory().toString());
    }
    return members;
  }

  /**
   * A lineage of which only its name is known.
   *
   * @param name its name
   * @param outcome what has become of it
   * @return members for {@link Report#addCertificate}
   */
  public static Map<String, Object> named(String name, String outcome) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", name);
    members.put("outcome", outcome);
    return members;
  }

  /**
   * Names and addresses as texts.
   *
   * @param identifiers names and addresses
   * @return their values, in that order
   */
  public static List<String> values(Collection<? extends Identifier> identifiers) {
    return identifiers.stream().map(Identifier::value).toList();
  }

  /**
   * The serial number as Certbot shows it.
   *
   * @param leaf a certificate
   * @return hexadecimal digits without leading zeros
   */
  public static String serial(X509Certificate leaf) {
    return leaf.getSerialNumber().toString(16).toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of key as Certbot shows it.
   *
   * @param leaf a certificate
   * @return {@code RSA} or {@code ECDSA}
   */
  public static String keyType(X509Certificate leaf) {
    return leaf.getPublicKey().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
  }
}
