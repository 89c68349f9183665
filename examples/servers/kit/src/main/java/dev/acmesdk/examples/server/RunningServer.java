package dev.acmesdk.examples.server;

/**
 * A web server that runs.
 *
 * @param port on which port
 * @param stop ends it, with all of its threads
 */
public record RunningServer(int port, Stop stop) implements AutoCloseable {

  /** Ends a server. */
  @FunctionalInterface
  public interface Stop {
    /**
     * Ends it.
     *
     * @throws Exception if it cannot be ended
     */
    void run() throws Exception;
  }

  @Override
  public void close() {
    try {
      stop.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The server was still stopping", e);
    } catch (Exception e) {
      throw new IllegalStateException("The server has not stopped", e);
    }
  }
}
