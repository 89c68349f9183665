package dev.acmesdk.testing;

import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A certificate signing request, right or wrong. */
final class TestCsr {
  private final KeyPair key;
  private final List<GeneralName> names = new ArrayList<>();
  private String subject = "";
  private String algorithm;
  private boolean authority;

  private TestCsr(KeyPair key) {
    this.key = key;
    this.algorithm =
        key.getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
  }

  static TestCsr of(KeyPair key, String... dnsNames) {
    TestCsr csr = new TestCsr(key);
    for (String name : dnsNames) {
      csr.name(GeneralName.dNSName, name);
    }
    return csr;
  }

  static byte[] der(String... dnsNames) {
    return of(TestKey.elliptic("secp256r1"), dnsNames).der();
  }

  TestCsr name(int type, String value) {
    names.add(new GeneralName(type, value));
    return this;
  }

  TestCsr subject(String name) {
    subject = name;
    return this;
  }

  TestCsr algorithm(String jcaName) {
    algorithm = jcaName;
    return this;
  }

  TestCsr authority() {
    authority = true;
    return this;
  }

  byte[] der() {
    try {
      JcaPKCS10CertificationRequestBuilder builder =
          new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), key.getPublic());
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      if (!names.isEmpty()) {
        extensions.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(GeneralName[]::new)));
      }
      if (authority) {
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      }
      if (!extensions.isEmpty()) {
        builder.addAttribute(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
      }
      return builder
          .build(new JcaContentSignerBuilder(algorithm).build(key.getPrivate()))
          .getEncoded();
    } catch (IOException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }
}
