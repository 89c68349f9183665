package dev.acmesdk.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page of the documentation says what the metadata says. With {@code -Dgolden.update=true} it
 * is written instead of compared, for somebody to read before it is committed.
 */
class PropertiesPageTest {
  private static final Path PAGE = Path.of("../site/docs/spring-properties.md");
  private static final String RENEW =
      "renew it: mvn -q test -pl acme-spring-boot-starter -am -Dtest=PropertiesPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true";

  @Test
  void saysWhatTheMetadataSays() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, PropertiesPage.text());
    }
    assertThat(PAGE).as(RENEW).hasContent(PropertiesPage.text());
  }

  @Test
  void hasARowForEachProperty() throws IOException {
    List<String> rows = PropertiesPage.text().lines().filter(row -> row.startsWith("| `")).toList();
    assertThat(rows).hasSize((int) properties(AcmeProperties.class).count());
    assertThat(rows).noneMatch(row -> row.contains("null"));
  }

  @Test
  void tellsTypeAndDefault() throws IOException {
    assertThat(PropertiesPage.text())
        .contains("| `acme.store` | path | `/etc/letsencrypt` |", "`ec-p256`, ")
        .contains("| `acme.http01.mode` | `standalone`, `application` | `standalone` |")
        .contains("| `acme.http01.port` | number | `80` |")
        .contains("| `acme.domains` | list of texts |  | What the certificate is for.");
  }

  /** Those of a record, and of the records in it; what is in a map is one. */
  private static Stream<Class<?>> properties(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getType)
        .flatMap(one -> one.isRecord() ? properties(one) : Stream.of(one));
  }
}
