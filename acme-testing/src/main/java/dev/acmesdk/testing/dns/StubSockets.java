package dev.acmesdk.testing.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One port, for UDP and TCP, and the threads that serve it. */
final class StubSockets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StubSockets.class);
  private static final int ATTEMPTS = 20;
  private static final int MAX_MESSAGE = 65_535;
  private static final int READ_TIMEOUT = 10_000;

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Server server;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          StubSockets::thread,
          new ThreadPoolExecutor.DiscardPolicy()); // What comes when all is closed.

  private StubSockets(DatagramSocket udp, ServerSocket tcp, Server server) {
    this.udp = udp;
    this.tcp = tcp;
    this.server = server;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "dns-stub");
    thread.setDaemon(true);
    return thread;
  }

  /** Answers messages. */
  @FunctionalInterface
  interface Server {
    /** The answer to a message, {@code null} for none. */
    byte @Nullable [] answer(byte[] message, boolean isTcp);
  }

  static StubSockets open(InetAddress address, Server server) throws IOException {
    BindException last = new BindException("no port");
    for (int i = 0; i < ATTEMPTS; i++) {
      ServerSocket tcp = new ServerSocket(0, 50, address);
      try {
        DatagramSocket udp = new DatagramSocket(new InetSocketAddress(address, tcp.getLocalPort()));
        StubSockets sockets = new StubSockets(udp, tcp, server);
        sockets.threads.execute(sockets::serveUdp);
        sockets.threads.execute(sockets::serveTcp);
        return sockets;
      } catch (BindException e) {
        tcp.close(); // The port is free for TCP, but somebody has it for UDP.
        last = e;
      }
    }
    throw last;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
  }

  private void serveUdp() {
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_MESSAGE], MAX_MESSAGE);
        udp.receive(packet);
        threads.execute(() -> answer(packet));
      } catch (IOException e) {
        report(e);
      }
    }
  }

  private void answer(DatagramPacket packet) {
    byte[] answer = server.answer(Arrays.copyOf(packet.getData(), packet.getLength()), false);
    if (answer != null) {
      try {
        udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        report(e);
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try {
        Socket client = tcp.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        report(e);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(READ_TIMEOUT);
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      while (true) {
        byte[] answer = server.answer(in.readNBytes(in.readUnsignedShort()), true);
        if (answer == null) {
          return;
        }
        out.writeShort(answer.length);
        out.write(answer);
        out.flush();
      }
    } catch (EOFException e) {
      LOG.trace("A client has closed its connection", e);
    } catch (IOException e) {
      report(e);
    }
  }

  private void report(IOException e) {
    if (!udp.isClosed()) {
      LOG.debug("A question could not be answered: {}", e.toString());
    }
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
    threads.shutdownNow();
  }
}
