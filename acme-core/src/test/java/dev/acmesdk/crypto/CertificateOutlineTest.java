package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told without parsing the whole certificate is what the JDK's parser tells. */
class CertificateOutlineTest {
  private static final TestCa CA = TestCa.withIntermediates(1);
  private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

  static Stream<X509Certificate> certificates() {
    Duration days = Duration.ofDays(90);
    return Stream.of(
        CA.leaf("a.example").issue().leaf(),
        CA.leaf("a.example", "*.b.example", "xn--bcher-kva.example").issue().leaf(),
        CA.leaf("a.example").ip("192.0.2.1").issue().leaf(),
        CA.leaf("a.example").key(KeyAlgorithm.RSA_2048).issue().leaf(),
        CA.leaf("a.example").serial(BigInteger.ONE).issue().leaf(),
        CA.leaf("a.example").valid(Instant.parse("1950-01-01T00:00:00Z"), days).issue().leaf(),
        CA.leaf("a.example").valid(Instant.parse("1999-12-31T23:59:59Z"), days).issue().leaf(),
        CA.leaf("a.example").valid(Instant.parse("2049-12-31T23:59:59Z"), days).issue().leaf(),
        CA.certificate(),
        CA.rootCertificate());
  }

  @ParameterizedTest
  @MethodSource("certificates")
  void rfc5280Section4_1_theOutlineIsThatOfTheParsedCertificate(X509Certificate parsed)
      throws GeneralSecurityException {
    X509Certificate outlined = outlined(parsed.getEncoded());
    assertThat(outlined).isInstanceOf(OutlinedCertificate.class);
    assertSame(outlined, parsed);
  }

  private static X509Certificate outlined(byte[] der) {
    return CertificateChain.outlinedFromPem(Pem.encode("CERTIFICATE", der)).leaf();
  }

  private static void assertSame(X509Certificate outlined, X509Certificate parsed)
      throws GeneralSecurityException {
    assertThat(outlined.getNotBefore()).isEqualTo(parsed.getNotBefore());
    assertThat(outlined.getNotAfter()).isEqualTo(parsed.getNotAfter());
    assertThat(outlined.getSerialNumber()).isEqualTo(parsed.getSerialNumber());
    assertThat(outlined.getExtensionValue(AUTHORITY_KEY_IDENTIFIER))
        .isEqualTo(parsed.getExtensionValue(AUTHORITY_KEY_IDENTIFIER));
    assertThat(alternativeNames(outlined)).isEqualTo(alternativeNames(parsed));
  }

  private static List<List<?>> alternativeNames(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null ? List.of() : List.copyOf(names);
  }

  /** Whatever the parser still takes for a certificate, the outline says the same of it. */
  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x02, 0x10, 0x80, 0xFF})
  void anOutlineOfADamagedCertificateIsThatOfTheParsedOne(int damage)
      throws GeneralSecurityException {
    byte[] der = CA.leaf("a.example", "b.example").issue().leaf().getEncoded();
    int stillParsed = 0;
    for (int i = 0; i < der.length; i++) {
      der[i] ^= (byte) damage;
      Optional<X509Certificate> parsed = parsed(der);
      if (parsed.isPresent()) {
        assertSame(outlined(der), parsed.get());
        stillParsed++;
      }
      der[i] ^= (byte) damage;
    }
    assertThat(stillParsed).isGreaterThan(100);
  }

  private static Optional<X509Certificate> parsed(byte[] der) {
    try {
      return Optional.of(CertificateChain.fromPem(Pem.encode("CERTIFICATE", der)).leaf());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @MethodSource("certificates")
  void everyQuestionGetsTheAnswerOfTheParsedCertificate(X509Certificate parsed)
      throws ReflectiveOperationException, GeneralSecurityException {
    X509Certificate outlined = outlined(parsed.getEncoded());
    int asked = 0;
    for (Method question : X509Certificate.class.getMethods()) {
      boolean isAnswered = question.getReturnType() != void.class;
      if (isAnswered
          && question.getParameterCount() == 0
          && !question.getName().equals("getClass")) {
        assertThat(answer(question, outlined))
            .as(question.getName())
            .isEqualTo(answer(question, parsed));
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(25);
    for (String extension : List.of("2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.35", "1.2.3")) {
      assertThat(outlined.getExtensionValue(extension))
          .isEqualTo(parsed.getExtensionValue(extension));
    }
    assertThat(outlined).isEqualTo(parsed);
    assertThat(parsed).isEqualTo(outlined);
  }

  /** The JDK's unmodifiable collections are equal to nothing. */
  private static @Nullable Object answer(Method question, X509Certificate certificate)
      throws ReflectiveOperationException {
    Object answer = question.invoke(certificate);
    return answer instanceof Collection<?> several && !(answer instanceof Set)
        ? List.copyOf(several)
        : answer;
  }

  @Test
  void isVerifiedAndValidAsTheParsedCertificate() throws GeneralSecurityException {
    X509Certificate outlined = outlined(CA.leaf("a.example").issue().leaf().getEncoded());
    PublicKey issuer = CA.certificate().getPublicKey();
    Provider provider = Signature.getInstance("SHA256withECDSA").getProvider();
    outlined.verify(issuer);
    outlined.verify(issuer, provider);
    outlined.verify(issuer, provider.getName());
    PublicKey other = TestCa.root().certificate().getPublicKey();
    assertThatThrownBy(() -> outlined.verify(other)).isInstanceOf(SignatureException.class);
    assertThatThrownBy(() -> outlined.verify(other, provider))
        .isInstanceOf(SignatureException.class);
    assertThatThrownBy(() -> outlined.verify(other, provider.getName()))
        .isInstanceOf(SignatureException.class);
    outlined.checkValidity();
    Instant end = outlined.getNotAfter().toInstant();
    outlined.checkValidity(Date.from(end));
    assertThatThrownBy(() -> outlined.checkValidity(Date.from(end.plusSeconds(1))))
        .isInstanceOf(CertificateExpiredException.class);
    X509Certificate old =
        outlined(
            CA.leaf("a.example")
                .valid(Instant.parse("2020-01-01T00:00:00Z"), Duration.ofDays(1))
                .issue()
                .leaf()
                .getEncoded());
    assertThatThrownBy(old::checkValidity).isInstanceOf(CertificateExpiredException.class);
  }

  @Test
  void itsOctetsCannotBeChanged() throws GeneralSecurityException {
    X509Certificate outlined = outlined(CA.leaf("a.example").issue().leaf().getEncoded());
    byte[] given = outlined.getEncoded();
    given[0] = 0;
    assertThat(outlined.getEncoded()).isNotEqualTo(given);
  }

  @Test
  void aPublicKeyThatCannotBeReadIsMissedWhenItIsAskedFor() throws GeneralSecurityException {
    X509Certificate good = CA.leaf("a.example").issue().leaf();
    byte[] key = good.getPublicKey().getEncoded();
    byte[] der = good.getEncoded();
    int curve = indexOf(der, key) + 13; // within the identifier of the curve
    der[curve] ^= 0x40;
    X509Certificate outlined = outlined(der);
    assertThat(outlined.getNotAfter()).isEqualTo(good.getNotAfter());
    assertThatIllegalArgumentException()
        .isThrownBy(outlined::getPublicKey)
        .withMessageContaining("Not an X.509 certificate");
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("Not in there");
  }

  @Test
  void whatIsCutOffOrHasSomethingBehindItIsNoCertificate() throws GeneralSecurityException {
    byte[] der = CA.leaf("a.example").issue().leaf().getEncoded();
    for (int length = 1; length <= der.length + 1; length++) {
      byte[] other = Arrays.copyOf(der, length);
      if (length != der.length) {
        assertThatIllegalArgumentException().isThrownBy(() -> outlined(other));
      }
    }
  }
}
