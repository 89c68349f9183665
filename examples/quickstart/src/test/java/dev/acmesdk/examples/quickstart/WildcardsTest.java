package dev.acmesdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.Acme;
import dev.acmesdk.error.InvalidRequestException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways by DNS find out what is missing on this machine before they ask anybody. */
class WildcardsTest {
  @TempDir private Path store;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void programsThatAreNotThereAreToldOf(boolean hooks) {
    Acme acme = hooks ? Wildcards.byCertbotsHooks() : Wildcards.byLegosProgram();
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(
            () ->
                acme.directory(URI.create("https://127.0.0.1:1/"))
                    .agreeToTermsOfService()
                    .storeIn(store)
                    .domains("*.example.com")
                    .obtain())
        .withMessageContaining("/opt/acme/");
  }
}
