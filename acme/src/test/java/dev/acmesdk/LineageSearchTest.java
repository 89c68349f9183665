package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummaries;
import dev.acmesdk.store.OrdersInFlight;
import dev.acmesdk.testing.store.TestVersions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How often one call looks through a store with many lineages. */
@Timeout(120)
class LineageSearchTest {
  private static final int OTHERS = 20;

  /** Before the lease is asked for, and when it is there. */
  private static final int LOOKS = 2;

  private final LocalCa ca = new LocalCa();
  private final InMemoryStore store = new InMemoryStore(ca.clock);
  private final List<String> calls = new ArrayList<>();

  /** A store that can all that matters for one call, but cannot be quick. */
  private interface Plain extends AccountStore, CertificateStore, LeaseStore, OrdersInFlight {}

  /** One that can be quick as well. */
  private interface Quick extends Plain, LineageSummaries {}

  @BeforeEach
  void fillTheStore() {
    IntStream.range(0, OTHERS).forEach(i -> store.save(TestVersions.of("h" + i + ".example")));
  }

  @AfterEach
  void stop() {
    ca.close();
  }

  private <S> S counting(Class<S> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(method, arguments)));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    if (arguments != null && arguments[0] instanceof String name) {
      calls.add(method.getName() + " " + name);
    }
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private long count(String method) {
    return calls.stream()
        .filter(call -> call.startsWith(method + " "))
        .filter(call -> !call.endsWith(" new.example"))
        .count();
  }

  @Test
  void aNewNameTakesTwoLooksAtSummaries() {
    ca.acme().storeIn(counting(Quick.class)).domains("new.example").obtain();
    assertThat(count("summary")).isEqualTo(LOOKS * OTHERS);
    assertThat(count("find")).isZero();
  }

  @Test
  void aNewNameTakesTwoLooksAtAllWhereThereAreNoSummaries() {
    ca.acme().storeIn(counting(Plain.class)).domains("new.example").obtain();
    assertThat(count("find")).isEqualTo(LOOKS * OTHERS);
  }

  @Test
  void aReissueTakesNoMoreLooks() {
    ca.acme().storeIn(counting(Quick.class)).domains("new.example").reissue();
    assertThat(count("summary")).isEqualTo(LOOKS * OTHERS);
    assertThat(count("find")).isZero();
  }

  @Test
  void whatIsKeptUnderItsFirstNameTakesOneLookAtItAlone() {
    ca.acme().storeIn(store).domains("kept.example").obtain();
    ca.acme().storeIn(counting(Quick.class)).domains("kept.example").obtain();
    assertThat(finds()).containsExactly("find kept.example");
    assertThat(count("summary")).isZero();
  }

  @Test
  void whatIsKeptUnderAnotherNameIsReadAsAWholeAlone() {
    ca.acme().storeIn(store).domains("kept.example", "h7.example").obtain();
    Lineage kept =
        ca.acme().storeIn(counting(Quick.class)).domains("h7.example", "kept.example").obtain();
    assertThat(kept.name()).isEqualTo("kept.example");
    assertThat(finds()).containsExactly("find h7.example", "find kept.example");
    assertThat(count("summary")).isEqualTo(OTHERS);
  }

  /** It would order a second certificate for the same names, each time until the CA refuses. */
  @Test
  void doesNotGoOnBesideALineageThatIsTheRightOneButLocked(@TempDir Path directory) {
    CertbotDirectory plain = CertbotDirectory.at(directory);
    ca.acme()
        .storeIn(plain.encryptingKeys("s3cr3t"::toCharArray))
        .domains("kept.example", "www.kept.example")
        .obtain();
    int before = ca.operations().size();
    assertThatThrownBy(
            () -> ca.acme().storeIn(plain).domains("www.kept.example", "kept.example").obtain())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("privkey1.pem");
    assertThat(ca.operations()).hasSize(before);
  }

  private List<String> finds() {
    return calls.stream().filter(call -> call.startsWith("find ")).toList();
  }
}
