package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.TestCa;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifierTest {

  @Test
  void rfc8555Section9_7_7_typesAreDnsAndIp() {
    assertThat(Identifier.dns("example.com").type()).isEqualTo("dns");
    assertThat(Identifier.ip("192.0.2.1").type()).isEqualTo("ip");
    assertThat(new Identifier.Other("email", "a@example.com").type()).isEqualTo("email");
  }

  @Test
  void showsItsValueAndTheTypeOnlyIfItIsUnusual() {
    assertThat(Identifier.dns("*.example.com")).hasToString("*.example.com");
    assertThat(Identifier.ip("2001:DB8::1")).hasToString("2001:db8::1");
    assertThat(new Identifier.Other("email", "a@example.com")).hasToString("email:a@example.com");
  }

  @Test
  void rfc8555Section7_1_4_authorizationsAreForTheNameBelowTheAsterisk() {
    Identifier wildcard = Identifier.dns("*.example.com");
    assertThat(wildcard.isWildcard()).isTrue();
    assertThat(wildcard.withoutWildcard()).isEqualTo(Identifier.dns("example.com"));
    Identifier plain = Identifier.dns("example.com");
    assertThat(plain.isWildcard()).isFalse();
    assertThat(plain.withoutWildcard()).isSameAs(plain);
    assertThat(Identifier.ip("::1").isWildcard()).isFalse();
  }

  @Test
  void onlyDnsNamesAreWildcards() {
    Identifier other = new Identifier.Other("email", "*.example.com");
    assertThat(other.isWildcard()).isFalse();
    assertThat(other.withoutWildcard()).isEqualTo(other);
  }

  /** A server may put anything into the identifier of a problem. */
  @Test
  void showsNothingThatCouldFakeALogLine() {
    for (Identifier identifier :
        List.of(
            new Identifier.Dns("a\n\u001bb"),
            new Identifier.Ip("a\n\u001bb"),
            new Identifier.Other("t\n", "a\u009b31mb"))) {
      assertThat(identifier.toString())
          .doesNotContainPattern("\\p{Cc}")
          .contains("a")
          .contains("b");
    }
  }

  @Test
  void findsAllThatACertificateIsFor() {
    var chain =
        TestCa.root()
            .leaf("WWW.Example.com", "*.example.com", "www.example.com")
            .ip("192.0.2.1")
            .ip("2001:db8:0:0:1:0:0:1")
            .issue()
            .chain();
    assertThat(Identifier.allOf(chain))
        .containsExactly(
            Identifier.dns("www.example.com"),
            Identifier.dns("*.example.com"),
            Identifier.ip("192.0.2.1"),
            Identifier.ip("2001:db8::1:0:0:1"));
  }

  @Test
  void identifiersOfDifferentTypesAreDifferent() {
    assertThat((Identifier) new Identifier.Dns("192.0.2.1"))
        .isNotEqualTo(new Identifier.Ip("192.0.2.1"));
  }
}
