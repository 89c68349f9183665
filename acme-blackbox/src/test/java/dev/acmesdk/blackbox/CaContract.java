package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.Acme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * What is to work with every CA. The subclasses say with which, and what that one cannot do: those
 * for {@link Pebble} need the program, those for {@link EmbeddedCa} nothing but a JDK.
 */
abstract class CaContract {

  /** A CA that is to be different. */
  abstract CaUnderTest.Setup with();

  /** A CA as most tests want it. */
  final CaUnderTest start() throws IOException, InterruptedException {
    return with().start();
  }

  /** The facade, for HTTP-01; without a store. */
  static Acme acme(CaUnderTest ca) {
    return Acme.standalone()
        .httpPort(ca.httpPort())
        .directory(ca.directoryUri())
        .trust(ca.trustAnchor())
        .agreeToTermsOfService();
  }

  /** Whether somebody takes connections at a port. */
  static void assertListening(int port, boolean expected) {
    boolean listening = true;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(socket.isConnected()).isTrue();
    } catch (ConnectException e) {
      listening = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(listening).as("port %d is open", port).isEqualTo(expected);
  }
}
