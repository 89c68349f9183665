package dev.acmesdk.examples.server;

import dev.acmesdk.ManagedCertificate;

/** A web server of some kind. */
@FunctionalInterface
public interface ServerExample {

  /**
   * Starts a server that shows {@link Page#answer} under every path.
   *
   * @param certificate what it shows to its clients
   * @param port a TCP port, 0 for any that is free
   * @return the server
   * @throws Exception if it cannot start
   */
  RunningServer start(ManagedCertificate certificate, int port) throws Exception;
}
