package dev.acmesdk.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StageTest {

  @Test
  void hasACertificateOfItsOwnCa() throws Exception {
    try (Stage stage = Stage.open()) {
      assertThat(Page.answer(stage.certificate(), "/"))
          .contains(Page.serial(stage.certificate().current().orElseThrow().chain().leaf()));
      assertThat(stage.ca().count("newOrder")).isOne();
    }
  }

  @Test
  void aRealCaNeedsANameToo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stage.open("https://ca.example/directory"))
        .withMessageContaining("DOMAIN");
  }
}
