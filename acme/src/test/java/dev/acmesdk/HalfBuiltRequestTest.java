package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.MutableClock;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every method of {@link Acme} returns a changed copy. */
@Timeout(120)
class HalfBuiltRequestTest {
  private static final Acme START = Acme.standalone();

  /**
   * One way to change a request.
   *
   * @param method the method's name
   * @param parts what it changes
   */
  private record Change(String method, Set<String> parts, UnaryOperator<Acme> change) {}

  private static List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change("httpPort", Set.of("authenticator"), acme -> acme.httpPort(8080)));
    changes.add(
        new Change(
            "httpAddress",
            Set.of("authenticator"),
            acme -> acme.httpAddress(InetAddress.getLoopbackAddress())));
    changes.add(new Change("email", Set.of("emails"), acme -> acme.email("admin@example.com")));
    changes.add(
        new Change(
            "agreeToTermsOfService", Set.of("termsOfServiceAgreed"), Acme::agreeToTermsOfService));
    changes.add(
        new Change(
            "directory",
            Set.of("directory"),
            acme -> acme.directory(URI.create("https://ca.example/"))));
    changes.add(new Change("staging", Set.of("directory"), Acme::staging));
    changes.add(
        new Change("trust", Set.of("trustedFile"), acme -> acme.trust(Path.of("root.pem"))));
    changes.add(
        new Change("trust", Set.of("trustedFile", "trustedPem"), acme -> acme.trust("PEM")));
    changes.add(
        new Change(
            "httpClient", Set.of("httpClient"), acme -> acme.httpClient(new OkHttpClient())));
    changes.add(
        new Change(
            "adjustHttpClient",
            Set.of("httpChange"),
            acme -> acme.adjustHttpClient(http -> http.proxy(Proxy.NO_PROXY))));
    changes.add(
        new Change(
            "application", Set.of("application"), acme -> acme.application("my-server/1.2")));
    changes.add(
        new Change(
            "storeIn", Set.of("storeDirectory"), acme -> acme.storeIn(Path.of("letsencrypt"))));
    changes.add(
        new Change(
            "storeIn",
            Set.of("accounts", "certificates"),
            acme -> acme.storeIn(new InMemoryStore())));
    changes.add(
        new Change(
            "keyAlgorithm",
            Set.of("keyAlgorithm"),
            acme -> acme.keyAlgorithm(KeyAlgorithm.RSA_2048)));
    changes.add(
        new Change(
            "accountKeyAlgorithm",
            Set.of("accountKeyAlgorithm"),
            acme -> acme.accountKeyAlgorithm(KeyAlgorithm.RSA_2048)));
    changes.add(
        new Change(
            "accountKey", Set.of("accountKey"), acme -> acme.accountKey(AccountKey.generate())));
    changes.add(
        new Change(
            "externalAccount",
            Set.of("externalAccount"),
            acme -> acme.externalAccount("kid", "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wE")));
    changes.add(
        new Change(
            "preferredChain",
            Set.of("preferredChain"),
            acme -> acme.preferredChain("Example Root")));
    changes.add(
        new Change(
            "renewalParameter",
            Set.of("renewalParameters"),
            acme -> acme.renewalParameter("pre_hook", "true")));
    changes.add(new Change("reuseKey", Set.of("reuseKey"), acme -> acme.reuseKey(true)));
    changes.add(new Change("mustStaple", Set.of("mustStaple"), acme -> acme.mustStaple(true)));
    changes.add(
        new Change(
            "allowSubsetOfNames", Set.of("allowSubset"), acme -> acme.allowSubsetOfNames(true)));
    changes.add(new Change("profile", Set.of("profile"), acme -> acme.profile("shortlived")));
    changes.add(new Change("onProgress", Set.of("listener"), acme -> acme.onProgress(event -> {})));
    changes.add(
        new Change("dnsClient", Set.of("dnsClient"), acme -> acme.dnsClient(DnsClient.ofSystem())));
    changes.add(
        new Change(
            "renewalPolicy",
            Set.of("renewalPolicy"),
            acme -> acme.renewalPolicy(leaf -> Instant.MAX)));
    changes.add(
        new Change(
            "timeLimit", Set.of("timeLimit"), acme -> acme.timeLimit(Duration.ofMinutes(1))));
    changes.add(new Change("retries", Set.of("retries"), acme -> acme.retries(RetryPolicy.NONE)));
    changes.add(
        new Change("clock", Set.of("clock"), acme -> acme.clock(new MutableClock(LocalCa.START))));
    return changes;
  }

  /** All that a request consists of, by name. */
  private static Map<String, Object> parts(Acme acme) throws IllegalAccessException {
    Map<String, Object> parts = new HashMap<>();
    collect(Acme.class, acme, parts);
    collect(CaSettings.class, acme, parts);
    collect(Settings.class, parts.remove("settings"), parts);
    return parts;
  }

  private static void collect(Class<?> type, Object object, Map<String, Object> parts)
      throws IllegalAccessException {
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
        field.setAccessible(true);
        parts.put(field.getName(), field.get(object));
      }
    }
  }

  private static Set<String> differences(Map<String, Object> a, Map<String, Object> b) {
    Set<String> names = new TreeSet<>(a.keySet());
    names.removeIf(name -> Objects.equals(a.get(name), b.get(name)));
    return names;
  }

  /** One after the other, so that each copy must also keep what was set before. */
  @Test
  void isLeftAsItWasByEveryChange() throws Exception {
    Acme acme = START;
    for (Change change : changes()) {
      Map<String, Object> before = parts(acme);
      Acme changed = change.change().apply(acme);
      assertThat(differences(before, parts(acme))).as("the original").isEmpty();
      assertThat(differences(before, parts(changed))).as(change.method()).isEqualTo(change.parts());
      acme = changed;
    }
  }

  @Test
  void isChangedByNothingThatThisTestForgets() {
    List<String> methods =
        Arrays.stream(Acme.class.getMethods())
            .filter(method -> CaSettings.class.isAssignableFrom(method.getReturnType()))
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .map(Method::getName)
            .distinct()
            .toList();
    assertThat(
            Stream.concat(
                changes().stream().map(Change::method), Stream.of("tlsPort", "tlsAddress")))
        .as("the other two have a test of their own")
        .containsAll(methods);
  }

  @Test
  void goesByWhatWasSaidLast() throws Exception {
    Acme file = START.trust("PEM").trust(Path.of("root.pem"));
    assertThat(parts(file)).containsEntry("trustedPem", null);
    Acme directory = START.storeIn(new InMemoryStore()).storeIn(Path.of("letsencrypt"));
    assertThat(parts(directory))
        .containsEntry("accounts", null)
        .containsEntry("certificates", null);
  }

  @Test
  void keepsTheAddressWhenThePortChangesAndTheOtherWayRound() throws Exception {
    InetAddress address = InetAddress.getLoopbackAddress();
    assertThat(parts(START.httpAddress(address).httpPort(8080)))
        .containsEntry("authenticator", new Authenticator.Standalone(8080, address));
    assertThat(parts(START.httpPort(8080).httpAddress(address)))
        .containsEntry("authenticator", new Authenticator.Standalone(8080, address));
  }

  @Test
  void setsUpTheServerThatItHas() throws Exception {
    InetAddress address = InetAddress.getLoopbackAddress();
    Acme tls = Acme.tlsAlpn();
    assertThat(parts(tls.tlsAddress(address).tlsPort(8443)))
        .containsEntry("authenticator", new Authenticator.StandaloneTls(8443, address));
    assertThat(parts(tls.tlsPort(8443).tlsAddress(address)))
        .containsEntry("authenticator", new Authenticator.StandaloneTls(8443, address));
    assertThat(parts(tls))
        .containsEntry("authenticator", new Authenticator.StandaloneTls(443, null));
    assertThatThrownBy(() -> START.tlsPort(8443))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Acme.tlsAlpn() only");
    assertThatThrownBy(() -> START.tlsAddress(address)).isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> tls.httpPort(80)).isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> tls.tlsPort(0))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("not a TCP port");
  }

  @Test
  void copiesWhatItIsGiven() throws Exception {
    String[] emails = {"admin@example.com"};
    Acme acme = START.email(emails);
    emails[0] = "somebody@example.org";
    assertThat(parts(acme)).containsEntry("emails", List.of("admin@example.com"));
  }

  @Test
  void isSharedBySeveralRequests() {
    try (LocalCa ca = new LocalCa()) {
      InMemoryStore store = new InMemoryStore();
      Acme shared = ca.acme().storeIn(store);
      AcmeRequest first = shared.domains("example.com");
      AcmeRequest second = shared.keyAlgorithm(KeyAlgorithm.EC_P384).domains("example.org");
      AcmeRequest renamed = first.named("web");
      assertThat(first.obtain().name()).isEqualTo("example.com");
      assertThat(KeyAlgorithm.of(second.obtain().chain().leaf().getPublicKey()))
          .isEqualTo(KeyAlgorithm.EC_P384);
      assertThat(KeyAlgorithm.of(first.obtain().chain().leaf().getPublicKey()))
          .isEqualTo(KeyAlgorithm.EC_P256);
      assertThat(renamed.obtain().name()).isEqualTo("web");
      assertThat(store.names()).containsExactly("example.com", "example.org", "web");
    }
  }

  /** Each on a server of its own, with an address of its own, for only one can have the port. */
  @Test
  void isUsedBySeveralThreads() throws Exception {
    try (LocalCa ca =
        new LocalCa(
            builder ->
                builder
                    .resolve("a.example.com", address(2))
                    .resolve("b.example.com", address(3)))) {
      Acme shared = ca.acme().storeIn(new InMemoryStore());
      CompletableFuture<Lineage> a =
          shared.httpAddress(address(2)).domains("a.example.com").obtainAsync();
      CompletableFuture<Lineage> b =
          shared.httpAddress(address(3)).domains("b.example.com").obtainAsync();
      assertThat(a.get().name()).isEqualTo("a.example.com");
      assertThat(b.get().name()).isEqualTo("b.example.com");
    }
  }

  private static InetAddress address(int last) {
    return Identifier.ip("127.0.0." + last).address();
  }
}
