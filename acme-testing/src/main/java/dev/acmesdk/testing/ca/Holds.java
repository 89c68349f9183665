package dev.acmesdk.testing.ca;

import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which operations are carried out at once but answered later. Safe for several threads. */
final class Holds {
  private final Map<String, List<Gate>> gates = new ConcurrentHashMap<>();

  void add(String operation, Gate gate) {
    gates.computeIfAbsent(operation, unused -> new CopyOnWriteArrayList<>()).add(gate);
  }

  void pass(String operation) throws InterruptedIOException {
    try {
      for (Gate gate : gates.getOrDefault(operation, List.of())) {
        gate.pass();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException closed = new InterruptedIOException("The CA is closed");
      closed.initCause(e);
      throw closed;
    }
  }

  void clear() {
    gates.clear();
  }
}
