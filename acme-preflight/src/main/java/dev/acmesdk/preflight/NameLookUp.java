package dev.acmesdk.preflight;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** The plug point for who tells the addresses of names. It MUST be thread-safe. */
@FunctionalInterface
public interface NameLookUp {

  /**
   * The addresses of a name, as the world sees it.
   *
   * @param name a DNS name, without trailing dot
   * @return its IPv4 and IPv6 addresses; empty if there is no such name, or it has no addresses
   * @throws IOException if that could not be found out; the message says why
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  List<InetAddress> addresses(String name) throws IOException, InterruptedException;
}
