package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.ca.CertificateAuthority;
import dev.acmesdk.ca.ExternalAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page about CAs says what the catalogue says, line by line. */
class CataloguePageTest {
  private static final Path PAGE = MainSources.root().resolve("site/docs/cas.md");

  private static final Map<ExternalAccount.Need, String> CUSTOMERS_ONLY =
      Map.of(
          ExternalAccount.Need.NOT_REQUIRED, "no",
          ExternalAccount.Need.REQUIRED, "yes",
          ExternalAccount.Need.REQUIRED_UNANNOUNCED, "yes, though the directory says no",
          ExternalAccount.Need.UNKNOWN, "unknown");

  @Test
  void hasALineForEachCaAndNoOther() throws IOException {
    List<String> lines =
        Files.readAllLines(PAGE).stream().filter(line -> line.contains("`https://")).toList();
    assertThat(lines)
        .containsExactlyElementsOf(
            CertificateAuthorities.all().stream().map(CataloguePageTest::line).toList());
  }

  private static String line(CertificateAuthority ca) {
    ExternalAccount account = ca.externalAccount();
    String source = account.source() == null ? "" : account.source();
    Duration goodFor = account.goodFor();
    return "| %s | `%s` | %s | %s |"
        .formatted(
            ca.name(),
            ca.directory(),
            CUSTOMERS_ONLY.get(account.need()),
            goodFor == null ? source : source + "; good for %d days".formatted(goodFor.toDays()));
  }

  @Test
  void tellsTheProfilesOfLetsEncrypt() throws IOException {
    String page = Files.readString(PAGE);
    CertificateAuthorities.LETS_ENCRYPT
        .profiles()
        .forEach(
            (name, limits) ->
                assertThat(page)
                    .contains(
                        "| `%s` | %d | %s |"
                            .formatted(
                                name,
                                limits.maxNames().orElseThrow(),
                                limits.ipAddresses().name().toLowerCase(Locale.ROOT))));
  }
}
