package dev.acmesdk.testing.ca;

/** Threads that keep no JVM alive. */
final class DaemonThreads {
  private DaemonThreads() {}

  static Thread named(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
