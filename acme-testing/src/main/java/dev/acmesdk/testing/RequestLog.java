package dev.acmesdk.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest requests, as many as are to be kept. Safe for use by several threads. */
final class RequestLog {
  private final int most;
  private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

  RequestLog(int most) {
    this.most = most;
  }

  synchronized void add(ReceivedRequest request) {
    if (requests.size() == most) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }

  /** In the order in which they were answered. */
  synchronized List<ReceivedRequest> all() {
    return List.copyOf(requests);
  }

  synchronized void clear() {
    requests.clear();
  }
}
