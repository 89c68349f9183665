package dev.acmesdk.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Whoever writes a wrong property is told which, and what to write. */
class WrongPropertiesTest {
  @TempDir private Path store;

  private ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(AcmeAutoConfiguration.class, SslAutoConfiguration.class))
        .withPropertyValues(
            "acme.store=" + store,
            "acme.directory=https://127.0.0.1:1/",
            "acme.agree-to-terms-of-service=true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acme.email=a@example.com             | acme.domains is missing    | acme.domains",
        "acme.domains=https://example.com/    | acme.domains is            | without scheme",
        "acme.certificates.shop.domains=a b   | acme.certificates.shop     | DNS names",
        "acme.domains=*.example.com           | wildcard                   | Acme.dns",
        "acme.http01.port=70000               | acme.http01.port           | 65535",
        "server.port=80                       | server.port                | 443",
        "acme.agree-to-terms-of-service=false | agree-to-terms-of-service  | terms",
        "acme.staging=true                    | acme.staging               | one of them",
        "acme.external-account.key-id=kid-1   | acme.external-account      | mac-key",
        "acme.external-account.mac-key=c2Vjcm | acme.external-account      | key-id"
      })
  void eachHasAnAnalysis(String property, String problem, String action) {
    ApplicationContextRunner runner = runner();
    if (!property.contains("domains") && !property.contains("email")) {
      runner = runner.withPropertyValues("acme.domains=example.com");
    }
    runner
        .withPropertyValues(property)
        .run(
            context -> {
              FailureAnalysis analysis = analyze(context.getStartupFailure());
              assertThat(analysis.getDescription()).contains(problem);
              assertThat(analysis.getAction()).contains(action);
            });
  }

  @Test
  void aMacKeyThatIsNoneIsRefusedWithoutShowingIt() {
    runner()
        .withPropertyValues(
            "acme.domains=example.com",
            "acme.external-account.key-id=kid-1",
            "acme.external-account.mac-key=not!base64url")
        .run(
            context -> {
              FailureAnalysis analysis = analyze(context.getStartupFailure());
              assertThat(analysis.getDescription()).contains("acme.external-account.mac-key");
              assertThat(context.getStartupFailure()).message().doesNotContain("not!base64url");
            });
  }

  @Test
  void aNameThatIsNotKnownIsRefused() {
    runner()
        .withPropertyValues("acme.domains=example.com", "acme.agree-to-term-of-service=true")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("acme.agree-to-term-of-service"));
  }

  @Test
  void nothingIsDoneIfItIsSwitchedOff() {
    runner()
        .withPropertyValues("acme.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(AcmeCertificates.class));
  }

  private static FailureAnalysis analyze(Throwable failure) {
    List<FailureAnalyzer> analyzers =
        SpringFactoriesLoader.forDefaultResourceLocation()
            .load(
                FailureAnalyzer.class,
                SpringFactoriesLoader.ArgumentResolver.of(
                    Environment.class, new StandardEnvironment()),
                (factory, type, problem) -> {});
    return analyzers.stream()
        .map(analyzer -> analyzer.analyze(failure))
        .filter(analysis -> analysis != null)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nobody explains it", failure));
  }
}
