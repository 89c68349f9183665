package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssueValueTest {
  @Test
  void rfc8659Section4_2_readsIssuerAndParameters() {
    assertThat(IssueValue.parse(" CA.example ;\tAccountURI = https://ca/1;x="))
        .get()
        .isEqualTo(new IssueValue("ca.example", Map.of("accounturi", "https://ca/1", "x", "")));
  }

  @Test
  void rfc8659Section4_2_anEmptyIssuerIsNobody() {
    assertThat(IssueValue.parse(";")).get().isEqualTo(new IssueValue("", Map.of()));
    assertThat(IssueValue.parse("")).get().isEqualTo(new IssueValue("", Map.of()));
    assertThat(IssueValue.parse("ca.example;"))
        .get()
        .isEqualTo(new IssueValue("ca.example", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%%%", "-ca.example", "ca.example; x", "ca; a=1; a=2", "ca; a=b c", "ca; a=1;"})
  void rfc8659Section4_2_refusesWhatIsMalformed(String text) {
    assertThat(IssueValue.parse(text)).isEmpty();
  }
}
