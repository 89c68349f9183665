package dev.acmesdk.http01;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
  private final RequestHead head = new RequestHead();

  private Optional<String> receive(String text) {
    head.octets().put(text.getBytes(StandardCharsets.ISO_8859_1));
    return head.requestLine();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\n\n",
        "GET / HTTP/1.1\nHost: x\n\r\n",
        "\r\nGET / HTTP/1.1\r\nA: b\r\n\r\n",
        "\n\r\n\nGET / HTTP/1.1\r\n\n",
        "GET / HTTP/1.1\r\n\r\nGET /second HTTP/1.1\r\n\r\n"
      })
  void findsTheRequestLineHoweverTheHeadIsCut(String text) {
    assertThat(new RequestHeadTest().receive(text)).hasValue("GET / HTTP/1.1");
    String afterTheHead = text.substring(0, text.lastIndexOf('\n') + 1);
    Optional<String> line = Optional.empty();
    for (int i = 0; i < afterTheHead.length() && line.isEmpty(); i++) {
      line = receive(afterTheHead.substring(i, i + 1));
    }
    assertThat(line).hasValue("GET / HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n\r\n",
        "GET / HTTP/1.1",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n\r",
        "GET / HTTP/1.1\r\r\r"
      })
  void waitsForTheEmptyLine(String text) {
    assertThat(receive(text)).isEmpty();
  }

  @Test
  void keepsOtherOctetsAsTheyAre() {
    assertThat(receive("G\u00e9T\u0000\r /\r\n\r\n")).hasValue("G\u00e9T\u0000\r /");
  }

  @Test
  void isFullAfter8192Octets() {
    assertThat(receive("x".repeat(8191))).isEmpty();
    assertThat(head.isFull()).isFalse();
    assertThat(receive("x")).isEmpty();
    assertThat(head.isFull()).isTrue();
  }
}
