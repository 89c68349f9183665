package dev.acmesdk.tls;

import static dev.acmesdk.tls.Lineages.lineage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChangeListenersTest {
  private static final TestCa CA = TestCa.root();

  private final ReloadableKeyManager keys = ReloadableKeyManager.create();
  private final AtomicInteger heard = new AtomicInteger();

  private static Lineage fresh(String name) {
    return lineage(name, CA.leaf(name + ".example").issue());
  }

  @Test
  void hearOfEachChange() {
    keys.onChange(heard::incrementAndGet);
    keys.publishPlaceholder("a", List.of(Identifier.dns("a.example")));
    assertThat(heard).hasValue(1);
    keys.publish(fresh("a"));
    assertThat(heard).hasValue(2);
    keys.setDefault("a");
    assertThat(heard).hasValue(3);
    keys.withdraw("a");
    assertThat(heard).hasValue(4);
  }

  @Test
  void hearNothingIfNothingHasChanged() throws Exception {
    Lineage shown = fresh("a");
    keys.publish(shown);
    keys.setDefault("a");
    keys.onChange(heard::incrementAndGet);
    keys.publish(shown);
    keys.setDefault("a");
    keys.withdraw("b");
    keys.publishPlaceholder("a", List.of(Identifier.dns("a.example")));
    Lineage bad = UnusualCertificates.forNothing("a");
    assertThatIllegalArgumentException().isThrownBy(() -> keys.publish(bad));
    assertThat(heard).hasValue(0);
  }

  @Test
  void seeWhatIsNew() {
    List<Lineage> seen = new ArrayList<>();
    keys.onChange(() -> seen.add(keys.shown("a").orElseThrow()));
    Lineage first = fresh("a");
    Lineage second = fresh("a");
    keys.publish(first);
    keys.publish(second);
    assertThat(seen).containsExactly(first, second);
  }

  @Test
  void oneThatThrowsDisturbsNeitherTheChangeNorTheOthers() {
    keys.onChange(
        () -> {
          throw new IllegalStateException("a server that does not reload");
        });
    keys.onChange(heard::incrementAndGet);
    assertThat(keys.publish(fresh("a"))).isTrue();
    assertThat(keys.shown("a")).isPresent();
    assertThat(heard).hasValue(1);
  }

  @Test
  void areHeldUpByNoLock() throws Exception {
    keys.onChange(
        () -> {
          if (heard.incrementAndGet() == 1) {
            CompletableFuture.runAsync(() -> keys.publish(fresh("b")))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
          }
        });
    keys.publish(fresh("a"));
    assertThat(keys.shown("b")).isPresent();
    assertThat(heard).hasValue(2);
  }

  @Test
  void canBeTakenAwayEachByItself() {
    Runnable listener = heard::incrementAndGet;
    ReloadableKeyManager.Registration first = keys.onChange(listener);
    ReloadableKeyManager.Registration second = keys.onChange(listener);
    keys.publish(fresh("a"));
    assertThat(heard).hasValue(2);
    first.close();
    first.close();
    keys.publish(fresh("a"));
    assertThat(heard).hasValue(3);
    second.close();
    keys.publish(fresh("a"));
    assertThat(heard).hasValue(3);
  }
}
