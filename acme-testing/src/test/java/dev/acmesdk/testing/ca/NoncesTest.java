package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoncesTest {
  private final Chance chance = new Chance(new Random(3));
  private final Nonces nonces = new Nonces(chance, 0);

  @Test
  void rfc8555Section6_5_isGoodOnce() {
    String nonce = nonces.next();

    assertThatCode(() -> nonces.use(nonce)).doesNotThrowAnyException();
    assertThatThrownBy(() -> nonces.use(nonce)).hasMessageContaining("invalid anti-replay nonce");
  }

  @Test
  void usesUpWhatItRefusesByChance() {
    Nonces mean = new Nonces(chance, 100);
    String nonce = mean.next();

    assertThatThrownBy(() -> mean.use(nonce)).hasMessageContaining("refused by chance");
    assertThatThrownBy(() -> mean.use(nonce)).hasMessageContaining("invalid anti-replay nonce");
  }

  @Test
  void forgetsTheOldestWhenThereAreTooMany() {
    String oldest = nonces.next();
    String next = nonces.next();
    for (int i = 0; i < 9_999; i++) {
      nonces.next();
    }

    assertThatThrownBy(() -> nonces.use(oldest)).isInstanceOf(Refusal.class);
    assertThatCode(() -> nonces.use(next)).doesNotThrowAnyException();
  }

  @Test
  void leavesNothingToChanceAtBothEnds() {
    assertThat(IntStream.range(0, 200).filter(i -> chance.hits(0)).count()).isZero();
    assertThat(IntStream.range(0, 200).filter(i -> chance.hits(100)).count()).isEqualTo(200);
    assertThat(IntStream.range(0, 1000).filter(i -> chance.hits(20)).count()).isBetween(120L, 280L);
  }

  @Test
  void shufflesWithoutLosingAnything() {
    List<Integer> sorted = IntStream.range(0, 50).boxed().toList();

    assertThat(chance.shuffled(sorted))
        .containsExactlyInAnyOrderElementsOf(sorted)
        .isNotEqualTo(sorted);
    assertThat(chance.shuffled(List.of())).isEmpty();
  }
}
