package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.blackbox.ConformanceTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the project says of its own conformance is true: every point has its tests. */
class ConformanceTest {
  private static final int POINTS = 123;

  private static List<Row> rows;
  private static Map<String, Set<String>> tests;

  @BeforeAll
  static void read() throws IOException {
    rows =
        ConformanceTable.rows(
            Files.readString(MainSources.root().resolve("site/docs/conformance.md")));
    tests = ConformanceTable.tests(MainSources.root());
  }

  @Test
  void everyPointIsThereOnceAndInOrder() {
    assertThat(rows)
        .extracting(Row::point)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, POINTS).boxed().toList());
  }

  @Test
  void everyTestThatIsNamedExists() {
    for (Row row : rows) {
      for (String name : row.tests()) {
        int dot = name.indexOf('.');
        assertThat(tests.getOrDefault(name.substring(0, dot), Set.of()))
            .as("point %d names %s", row.point(), name)
            .contains(name.substring(dot + 1));
      }
    }
  }

  @Test
  void everyPointIsProvedOrSaysWhyNot() {
    for (Row row : rows) {
      assertThat(row.isProved() || row.saysWhyNot()).as("%s", row).isTrue();
    }
  }

  @Test
  void everyRuleHasATestThatCarriesItsSection() {
    for (Row row : rows) {
      assertThat(row.isExcused() || row.hasATestWithItsSection()).as("%s", row).isTrue();
    }
  }

  @Test
  void rowsThatProveNothingAreNoticed() {
    Row good = row("| 39 | 8555 §6.5 | Retries | `ATest.rfc8555Section6_5_retries` |");
    assertThat(good.isProved()).isTrue();
    assertThat(good.hasATestWithItsSection()).isTrue();
    assertThat(row("| 39 | 8555 §6.5 | Retries | |").isProved()).isFalse();
    assertThat(row("| 39 | 8555 §6.5 | Retries | not for this client: |").saysWhyNot()).isFalse();
    assertThat(row("| 39 | 8555 §6.5 | Retries | `ATest.retries` |").hasATestWithItsSection())
        .isFalse();
    assertThat(
            row("| 39 | 8555 §6.5 | R | `ATest.rfc8555Section6_5_1_r` |").hasATestWithItsSection())
        .isFalse();
    assertThat(row("| 39 | policy | R | `ATest.retries` |").isExcused()).isTrue();
  }

  private static Row row(String line) {
    return ConformanceTable.rows(line).get(0);
  }
}
