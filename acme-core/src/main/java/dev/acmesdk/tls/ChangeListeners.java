package dev.acmesdk.tls;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to hear of changes. It is thread-safe. */
final class ChangeListeners {
  private static final Logger log = LoggerFactory.getLogger(ChangeListeners.class);

  private final List<Listening> all = new CopyOnWriteArrayList<>();

  /** Each is an object of its own: one listener may be added twice. */
  private final class Listening implements ReloadableKeyManager.Registration {
    private final Runnable listener;

    Listening(Runnable listener) {
      this.listener = listener;
    }

    @Override
    public void close() {
      all.remove(this);
    }
  }

  ReloadableKeyManager.Registration add(Runnable listener) {
    Listening added = new Listening(listener);
    all.add(added);
    return added;
  }

  void tell() {
    for (Listening each : all) {
      try {
        each.listener.run();
      } catch (RuntimeException e) {
        log.error("A listener has failed to take over a change of certificates", e);
      }
    }
  }
}
