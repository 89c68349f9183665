package dev.acmesdk.cli.work;

import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import java.time.Duration;

/** Other programs that are at work on the same lineage. */
public final class Neighbours {
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private Neighbours() {}

  /**
   * Says who will be waited for, if somebody is at work now.
   *
   * @param session the run
   * @param name the lineage's name
   */
  public static void tell(Session session, String name) {
    CertbotDirectory store = session.store();
    LeaseAnswer answer = store.acquire(name, MOMENT);
    if (answer instanceof Lease lease) {
      store.release(lease);
    } else {
      session
          .screen()
          .await("Waiting for %s, which is at work on %s".formatted(answer.holder(), name));
    }
  }
}
