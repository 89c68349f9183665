package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalInfoTest {
  private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");

  private static RenewalInfo lasting(long seconds) {
    return new RenewalInfo(
        new CertificateId("a.b"), START, START.plusSeconds(seconds), null, START, START);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, -86_400})
  void rfc9773Section4_2_refusesAWindowThatDoesNotEndAfterItsStart(long seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lasting(seconds))
        .withMessageContaining("RFC 9773 section 4.2");
  }

  @Test
  void theExplanationIsOptional() {
    URI page = URI.create("https://ca.example/why");
    assertThat(lasting(1).explanation()).isEmpty();
    assertThat(
            new RenewalInfo(
                    new CertificateId("a.b"), START, START.plusSeconds(1), page, START, START)
                .explanation())
        .contains(page);
  }
}
