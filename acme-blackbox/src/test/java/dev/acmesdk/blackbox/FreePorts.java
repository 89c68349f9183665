package dev.acmesdk.blackbox;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that must be told a number. They are below those that the system hands out: no
 * outgoing connection of anybody can take one before it is used.
 */
final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int AFTER_LAST = 32_768;

  private FreePorts() {}

  /**
   * Finds ports that nobody listens on at this moment.
   *
   * @param count how many
   * @return different ports, each free for TCP and UDP on the loopback interface
   */
  static List<Integer> find(int count) {
    List<Integer> ports =
        ThreadLocalRandom.current()
            .ints(FIRST, AFTER_LAST)
            .distinct()
            .limit(1_000)
            .filter(port -> isFreeForTcp(port) && isFreeForUdp(port))
            .limit(count)
            .boxed()
            .toList();
    if (ports.size() < count) {
      throw new IllegalStateException("Hardly a port is free");
    }
    return ports;
  }

  private static boolean isFreeForTcp(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isFreeForUdp(int port) {
    try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
