package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpInputTest {
  private static final int LARGEST = 10;

  private static HttpInput input(String text) {
    return new HttpInput(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), LARGEST);
  }

  @Test
  void rfc9112Section2_2_readsLinesWithBothEnds() throws IOException {
    HttpInput input = input("one\r\ntwo\n\r\nrest");

    assertThat(input.line()).isEqualTo("one");
    assertThat(input.line()).isEqualTo("two");
    assertThat(input.line()).isEmpty();
    assertThatThrownBy(input::line).isInstanceOf(EOFException.class);
  }

  @Test
  void rfc9112Section5_readsFields() throws IOException {
    List<Header> fields = input("A: b\r\nC:d:e \r\nEmpty:\r\n\r\n").fields();

    assertThat(fields)
        .containsExactly(new Header("A", "b"), new Header("C", "d:e"), new Header("Empty", ""));
    assertThat(fields.get(0).isNamed("a")).isTrue();
  }

  @Test
  void refusesFieldsWithoutNameAndTooManyOfThem() {
    assertThatThrownBy(() -> input(": x\r\n\r\n").fields()).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> input("a: b\r\n".repeat(101) + "\r\n").fields())
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> input("x".repeat(9000)).line()).isInstanceOf(ProtocolException.class);
  }

  @Test
  void rfc9112Section6_findsTheFramingOfABody() throws IOException {
    assertThat(HttpInput.contentLength(List.of(new Header("content-length", "7")))).isEqualTo(7);
    assertThat(HttpInput.contentLength(List.of())).isEqualTo(-1);
    assertThatThrownBy(() -> HttpInput.contentLength(List.of(new Header("Content-Length", "+7"))))
        .isInstanceOf(ProtocolException.class);
    assertThat(HttpInput.isChunked(List.of(new Header("transfer-encoding", "Chunked")))).isTrue();
    assertThat(HttpInput.isChunked(List.of(new Header("Content-Length", "7")))).isFalse();
  }

  @Test
  void readsBodiesOfKnownLength() throws IOException {
    assertThat(input("12345").body(4)).isEqualTo(new byte[] {'1', '2', '3', '4'});
    assertThat(input("x".repeat(50)).body(50)).hasSize(LARGEST + 1);
    assertThatThrownBy(() -> input("123").body(4)).isInstanceOf(EOFException.class);
    assertThat(input("x".repeat(50)).bodyToTheEnd()).hasSize(LARGEST + 1);
  }

  @Test
  void rfc9112Section7_1_readsChunks() throws IOException {
    assertThat(input("2\r\nab\r\n3;a=b\r\ncde\r\n0\r\nTrailer: x\r\n\r\n").chunkedBody())
        .isEqualTo(new byte[] {'a', 'b', 'c', 'd', 'e'});
    assertThatThrownBy(() -> input("x\r\n").chunkedBody()).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> input("-1\r\n").chunkedBody()).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> input("ffffff\r\n").chunkedBody())
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> input("5\r\nab").chunkedBody()).isInstanceOf(EOFException.class);
  }
}
