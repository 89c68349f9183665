package dev.acmesdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.TestCa;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineageSummaryTest {
  private static final TestCa CA = TestCa.withIntermediates(1);
  private static final URI DIRECTORY = URI.create("https://ca.example/directory");
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private static Lineage lineage(Map<String, String> parameters) {
    TestCa.Issued issued =
        CA.leaf("example.com").key(KeyAlgorithm.EC_P256).valid(START, Duration.ofDays(90)).issue();
    return new Lineage(
        "example.com", 3, issued.chain(), issued.key().getPrivate(), DIRECTORY, null, parameters);
  }

  @Test
  void isTheLineageWithoutKeyAndIssuers() {
    Lineage lineage = lineage(Map.of("reuse_key", "True"));
    LineageSummary summary = LineageSummary.of(lineage);
    assertThat(summary)
        .isEqualTo(
            new LineageSummary(
                "example.com",
                3,
                lineage.chain().leaf(),
                DIRECTORY,
                Map.of("reuse_key", "True"),
                null));
    assertThat(summary.notAfter()).isEqualTo(START.plus(Duration.ofDays(90)));
  }

  @Test
  void copiesTheParametersAndDoesNotShowThem() {
    Map<String, String> parameters = new HashMap<>(Map.of("pre_hook", "/hook --password s3cr3t"));
    Lineage lineage = lineage(Map.of());
    LineageSummary summary =
        new LineageSummary("example.com", 3, lineage.chain().leaf(), null, parameters, null);
    parameters.clear();
    assertThat(summary.renewalParameters()).containsOnlyKeys("pre_hook");
    assertThat(summary)
        .hasToString(
            "LineageSummary[example.com, version=3, CertificateChain[[example.com],"
                + " issuer=CN=Test Intermediate 1, notAfter=2026-05-30T00:00:00Z, length=1]]");
  }

  @Test
  void canTellWhatIsRememberedOfItsRenewal() {
    LineageSummary summary = LineageSummary.of(lineage(Map.of()));
    assertThat(summary.renewal()).isNull();
    RenewalState failed = RenewalState.NONE.failed(START, "timed out", null);
    LineageSummary told = summary.withRenewal(failed);
    assertThat(told.renewal()).isEqualTo(failed);
    assertThat(told.withRenewal(null)).isEqualTo(summary);
  }

  @Test
  void aStoreWithoutTheAbilitySumsUpWhatItFinds() {
    Lineage lineage = lineage(Map.of());
    LineageSummaries summaries = LineageSummaries.of(new Plain(lineage));
    assertThat(summaries.summary("example.com")).contains(LineageSummary.of(lineage));
    assertThat(summaries.summary("other.example")).isEmpty();
  }

  @Test
  void aStoreWithTheAbilityUsesIt() {
    Able able = new Able();
    assertThat(LineageSummaries.of(able)).isSameAs(able);
  }

  /** Has one lineage and no abilities. */
  private record Plain(Lineage lineage) implements CertificateStore {
    @Override
    public Optional<Lineage> find(String name) {
      return Optional.of(lineage).filter(one -> one.name().equals(name));
    }

    @Override
    public List<String> names() {
      return List.of(lineage.name());
    }

    @Override
    public Lineage save(Lease lease, NewVersion version) {
      throw new UnsupportedOperationException();
    }
  }

  /** Has the ability and no lineages. */
  private static final class Able implements CertificateStore, LineageSummaries {
    @Override
    public Optional<LineageSummary> summary(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<Lineage> find(String name) {
      return Optional.empty();
    }

    @Override
    public List<String> names() {
      return List.of();
    }

    @Override
    public Lineage save(Lease lease, NewVersion version) {
      throw new UnsupportedOperationException();
    }
  }
}
