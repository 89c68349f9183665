package dev.acmesdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.DiagnosisKind;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.Directory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which exception an error answer becomes. */
class AnswersTest {
  private static final Directory.Meta CA =
      new Directory.Meta(
          null,
          null,
          List.of("ca.example"),
          false,
          Map.of("classic", "90 days", "brief", "6 days"));

  private static AcmeException failure(
      int status, String type, String more, Directory.@Nullable Meta ca, String... headers) {
    String body = "{\"type\": \"urn:ietf:params:acme:error:" + type + "\"" + more + "}";
    Headers all =
        Headers.of(headers).newBuilder().add("Content-Type", MediaTypes.PROBLEM_JSON).build();
    HttpReply reply =
        HttpReply.of(
            URI.create("https://ca.example/order"),
            status,
            all,
            body.getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);
    return ca == null
        ? Answers.failure("to place the order", reply)
        : Answers.failure("to place the order", reply, ca);
  }

  @Test
  void draftAcmeProfilesSection4_theProfilesOnOfferAreListed() {
    assertThat(failure(400, "invalidProfile", "", CA).remedy())
        .contains("It lists: brief, classic. See ");
    assertThat(failure(400, "invalidProfile", "", null).remedy()).contains("or for none. See ");
  }

  @Test
  void theCaaRecordsThatMeanThisCaAreNamed() {
    assertThat(failure(403, "caa", "", CA).remedy()).contains("issue \"ca.example\"");
  }

  @Test
  void rfc8555Section7_3_3_changedTermsKeepTheirInstanceUrl() {
    AcmeException e =
        failure(
            403,
            "userActionRequired",
            ", \"instance\": \"https://ca.example/agree\"",
            null,
            "Link",
            "<https://ca.example/terms>;rel=\"terms-of-service\"");
    assertThat(e).isInstanceOf(TermsNotAgreedException.class);
    assertThat(e.remedy()).contains("https://ca.example/terms", "https://ca.example/agree");
  }

  @Test
  void anotherActionOfTheUserHasItsPage() {
    AcmeException e =
        failure(403, "userActionRequired", ", \"instance\": \"https://ca.example/pay\"", null);
    assertThat(e)
        .isInstanceOfSatisfying(
            RejectedException.class,
            rejected ->
                assertThat(rejected.diagnosis().page())
                    .contains(URI.create("https://ca.example/pay")));
  }

  @Test
  void rfc8555Section6_6_aLimitIsTyped() {
    AcmeException e =
        failure(
            429,
            "rateLimited",
            ", \"detail\": \"too many new orders (300) from this account in the last 3h0m0s\"",
            null,
            "Retry-After",
            "60");
    assertThat(e)
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            limited -> {
              assertThat(limited.limit().kind()).isEqualTo(DiagnosisKind.RATE_LIMIT_NEW_ORDERS);
              assertThat(limited.retryAt()).contains(Instant.EPOCH.plusSeconds(60));
            });
  }
}
