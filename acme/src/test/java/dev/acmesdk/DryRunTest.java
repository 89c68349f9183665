package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.InMemoryStore;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, for practice. */
@Timeout(120)
class DryRunTest {
  @TempDir private Path directory;

  private final LocalCa ca = new LocalCa();

  @AfterEach
  void stop() {
    ca.close();
  }

  @Test
  void storesTheAccountButNoCertificate() {
    IssuedCertificate issued = ca.acme().storeIn(directory).domains("example.com").dryRun();
    assertThat(issued.chain().dnsNames()).containsExactly("example.com");
    CertbotDirectory store = CertbotDirectory.at(directory);
    assertThat(store.names()).isEmpty();
    assertThat(directory.resolve("archive")).isEmptyDirectory();
    assertThat(store.find(ca.server.directory()).orElseThrow().url()).isEqualTo(issued.account());
    assertThat(ca.drainEvents()).endsWith("CertificateIssued").doesNotContain("CertificateStored");

    ca.acme().storeIn(directory).domains("example.com").dryRun();
    assertThat(ca.count("newAccount")).isEqualTo(1);
  }

  /** This CA remembers no proofs, so one that does is put in its mouth. */
  private static Interceptor rememberingTheFirstProof() {
    AtomicBoolean told = new AtomicBoolean();
    return chain -> {
      Response response = chain.proceed(chain.request());
      String body = response.peekBody(10_000).string();
      if (!body.contains("\"challenges\"") || told.getAndSet(true)) {
        return response;
      }
      response.close();
      return response
          .newBuilder()
          .body(
              ResponseBody.create(
                  body.replace("\"pending\"", "\"valid\""), response.body().contentType()))
          .build();
    };
  }

  @Test
  void rfc8555Section7_5_2_provesControlAgainAlthoughTheCaRemembers() {
    OkHttpClient http =
        new OkHttpClient.Builder().addInterceptor(rememberingTheFirstProof()).build();
    ca.acme().httpClient(http).storeIn(new InMemoryStore()).domains("example.com").dryRun();
    assertThat(ca.operations())
        .containsSubsequence(
            "newOrder", "authorization", "authorization", "newOrder", "authorization", "challenge");
    assertThat(ca.drainEvents())
        .containsExactly(
            "AccountReady",
            "OrderPlaced",
            "ChallengePresented",
            "ValidationStarted",
            "ControlProved",
            "OrderFinalized",
            "CertificateIssued");
    ca.assertPortIsFree();
  }

  @Test
  void leavesAStoredCertificateAsItIs() {
    Acme acme = ca.acme().storeIn(directory);
    var stored = acme.domains("example.com").obtain();
    assertThat(acme.domains("example.com").dryRun().chain()).isNotEqualTo(stored.chain());
    var after = CertbotDirectory.at(directory).find("example.com").orElseThrow();
    assertThat(after.version()).isEqualTo(1);
    assertThat(after.chain()).isEqualTo(stored.chain());
  }

  private void assertUnreachable(ThrowingCallable verb) {
    assertThatThrownBy(verb).isInstanceOf(ServerUnreachableException.class);
    ca.assertPortIsFree();
  }

  @Test
  void practisesAtStagingInPlaceOfLetsEncrypt() {
    List<String> looked = new ArrayList<>();
    OkHttpClient nowhere =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  looked.add(host);
                  throw new UnknownHostException(host);
                })
            .build();
    Acme acme =
        Acme.standalone()
            .httpPort(ca.httpPort)
            .httpAddress(InetAddress.getLoopbackAddress())
            .httpClient(nowhere)
            .retries(RetryPolicy.NONE)
            .storeIn(new InMemoryStore());
    Acme elsewhere = acme.directory(URI.create("https://ca.example/dir"));
    assertUnreachable(() -> acme.domains("example.com").dryRun());
    assertUnreachable(() -> acme.staging().domains("example.com").obtain());
    assertUnreachable(() -> acme.domains("example.com").obtain());
    assertUnreachable(() -> elsewhere.domains("example.com").dryRun());
    assertThat(looked)
        .containsExactly(
            "acme-staging-v02.api.letsencrypt.org",
            "acme-staging-v02.api.letsencrypt.org",
            "acme-v02.api.letsencrypt.org",
            "ca.example");
  }
}
