package dev.acmesdk.tlsalpn01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHelloTest {
  private static final ClientHello EXPECTED =
      new ClientHello(List.of("acme-tls/1"), Optional.of("example.com"));

  private static Hello hello() {
    return new Hello(Hello.TLS_1_2).serverName("example.com").protocol("acme-tls/1");
  }

  private static Optional<ClientHello> parse(byte[] octets) throws SSLProtocolException {
    return ClientHello.parse(ByteBuffer.wrap(octets));
  }

  @Test
  void rfc8446Section4_1_2_readsWhatTheJdkSends() throws Exception {
    SSLEngine client = SSLContext.getDefault().createSSLEngine();
    client.setUseClientMode(true);
    SSLParameters parameters = client.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName("Example.COM")));
    parameters.setApplicationProtocols(new String[] {"h2", "acme-tls/1"});
    client.setSSLParameters(parameters);
    ByteBuffer sent = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
    client.wrap(ByteBuffer.allocate(0), sent);
    assertThat(ClientHello.parse(sent.flip()))
        .hasValue(new ClientHello(List.of("h2", "acme-tls/1"), Optional.of("example.com")));
  }

  @Test
  void readsOneThatSaysNothing() throws Exception {
    assertThat(parse(new Hello(Hello.TLS_1_2).toRecord()))
        .hasValue(new ClientHello(List.of(), Optional.empty()));
  }

  @Test
  void rfc5246Section7_4_1_2_extensionsMayBeLeftOutAltogether() throws Exception {
    byte[] body = new byte[2 + 32 + 1 + 2 + 1];
    byte[] message = Hello.join(Hello.number(1, 1), Hello.vector(3, body));
    byte[] record = Hello.join(new byte[] {22, 3, 1}, Hello.vector(2, message));
    assertThat(parse(record)).hasValue(new ClientHello(List.of(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 50, 10_000})
  void rfc8446Section5_1_itMayBeSpreadOverRecords(int size) throws Exception {
    assertThat(parse(hello().toRecordsOf(size))).hasValue(EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10_000})
  void waitsUntilAllOfItIsThere(int size) throws Exception {
    byte[] all = hello().toRecordsOf(size);
    for (int length = 0; length < all.length; length++) {
      assertThat(parse(Arrays.copyOf(all, length))).as("%d octets", length).isEmpty();
    }
  }

  @Test
  void doesNotMindWhatFollows() throws Exception {
    assertThat(parse(Hello.join(hello().toRecord(), new byte[] {20, 3, 3}))).hasValue(EXPECTED);
  }

  @Test
  void rfc6066Section3_takesTheFirstHostNameOnly() throws Exception {
    Hello hello = new Hello(Hello.TLS_1_2);
    byte[] list =
        Hello.join(new byte[] {7, 0, 1, 'x'}, new byte[] {0, 0, 1, 'A'}, new byte[] {0, 0, 1, 'b'});
    assertThat(parse(hello.extension(0, Hello.vector(2, list)).toRecord()).orElseThrow())
        .isEqualTo(new ClientHello(List.of(), Optional.of("a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.1\r\n\r\n", "SSH-2.0-OpenSSH\r\n", "\u0000", "\u0080.\u0001"})
  void refusesWhatIsNotTls(String text) {
    assertThatThrownBy(() -> parse(text.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(SSLProtocolException.class)
        .hasMessage("Not a ClientHello");
  }

  @Test
  void refusesLengthsThatLeadOutOfIt() {
    byte[] tooLong = Hello.join(Hello.number(2, 9), new byte[] {0, 0, 1, 'a'});
    Hello hello = new Hello(Hello.TLS_1_2).extension(0, tooLong);
    assertThatThrownBy(() -> parse(hello.toRecord()))
        .isInstanceOf(SSLProtocolException.class)
        .hasMessage("A length is wrong");
  }

  /** Whatever octet is damaged in whatever way, nothing but that exception comes out. */
  @Test
  void survivesDamage() {
    byte[] good = hello().toRecordsOf(60);
    for (int i = 0; i < good.length; i++) {
      for (int value = 0; value < 256; value++) {
        byte[] bad = good.clone();
        bad[i] = (byte) value;
        Throwable failure = catchThrowable(() -> parse(bad));
        if (failure != null) {
          assertThat(failure).isInstanceOf(SSLProtocolException.class);
        }
      }
    }
  }
}
