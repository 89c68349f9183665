package dev.acmesdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Link headers (RFC 8288 section 3), as RFC 8555 uses them. */
class LinksTest {
  private static final URI BASE = URI.create("https://ca.example/acme/order/1");

  @ParameterizedTest
  @ValueSource(strings = {"index", "up", "alternate", "terms-of-service", "next", "help"})
  void rfc8555Section7_1_tellsTheRelationsApart(String relation) {
    List<String> all =
        Stream.of("next", "help", "up", "terms-of-service", "alternate", "index")
            .map(other -> "<https://ca.example/%1$s>;rel=\"%1$s\"".formatted(other))
            .toList();
    List<URI> found = List.of(URI.create("https://ca.example/" + relation));
    assertThat(Links.findAll(BASE, all, relation)).isEqualTo(found);
    assertThat(Links.findAll(BASE, List.of(String.join(", ", all)), relation)).isEqualTo(found);
  }

  @Test
  void findsAmongSeveralHeaders() {
    assertThat(
            Links.find(
                BASE,
                List.of(
                    "<https://ca.example/dir>;rel=\"index\"", "<https://ca.example/up>;rel=\"up\""),
                "up"))
        .isEqualTo(URI.create("https://ca.example/up"));
  }

  @Test
  void findsAmongSeveralLinksOfOneHeader() {
    List<String> header =
        List.of(
            "<https://a.example/1>;rel=\"alternate\", <https://a.example/2>; rel=alternate,<x>;rel=up");
    assertThat(Links.findAll(BASE, header, "alternate"))
        .containsExactly(URI.create("https://a.example/1"), URI.create("https://a.example/2"));
  }

  @Test
  void readsOneOfSeveralRelations() {
    assertThat(
            Links.find(
                BASE, List.of("</terms>; rel=\"index terms-of-service\""), "terms-of-service"))
        .isEqualTo(URI.create("https://ca.example/terms"));
  }

  @Test
  void ignoresTheCaseOfParameters() {
    assertThat(Links.find(BASE, List.of("</a>; title=\"a, b; c\"; REL=\"Help\""), "help"))
        .isEqualTo(URI.create("https://ca.example/a"));
  }

  @Test
  void resolvesRelativeTargets() {
    assertThat(Links.find(BASE, List.of("<2>;rel=next"), "next"))
        .isEqualTo(URI.create("https://ca.example/acme/order/2"));
  }

  @Test
  void ignoresWhatIsNoLink() {
    assertThat(
            Links.findAll(
                BASE,
                List.of("", "garbage", "<a b>;rel=up", "</a>", "</a>;rel=", "<<<>>>;;;"),
                "up"))
        .isEmpty();
  }

  @Test
  void ignoresEndlessHeaders() {
    assertThat(Links.find(BASE, List.of("<" + "a".repeat(10_000) + ">;rel=up"), "up")).isNull();
    assertThat(Links.find(BASE, List.of("</a>" + ";a=\"".repeat(2_000)), "up")).isNull();
  }

  @Test
  void isNullWithoutTheRelation() {
    assertThat(Links.find(BASE, List.of(), "up")).isNull();
  }

  @Test
  void rfc3986Section2_encodesWhatIsNotAscii() {
    assertThat(Links.resolve(BASE, "/\u202eb\u00fccher"))
        .isEqualTo(URI.create("https://ca.example/%E2%80%AEb%C3%BCcher"));
  }

  @Test
  void refusesHalfACharacter() {
    assertThat(Links.resolve(BASE, "/\ud800")).isNull();
    assertThat(Links.resolve(BASE, "/\ud83d\ude00")).hasPath("/\ud83d\ude00");
  }
}
