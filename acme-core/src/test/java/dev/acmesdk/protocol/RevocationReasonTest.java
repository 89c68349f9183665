package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RevocationReasonTest {
  @Test
  void rfc5280Section5_3_1_hasEveryCodeButSeven() {
    assertThat(Stream.of(RevocationReason.values()).map(RevocationReason::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 8, 9, 10);
    assertThat(RevocationReason.KEY_COMPROMISE.code()).isEqualTo(1);
    assertThat(RevocationReason.SUPERSEDED.code()).isEqualTo(4);
    assertThat(RevocationReason.CESSATION_OF_OPERATION.code()).isEqualTo(5);
    assertThat(RevocationReason.AA_COMPROMISE.code()).isEqualTo(10);
  }
}
