package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.Acme;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/**
 * Virtual threads may call: none of them keeps its carrier to itself while something is waited for.
 * Before Java 24, {@code synchronized} does that in whatever code, the JDK's included.
 */
@EnabledForJreRange(minVersion = 25)
@Timeout(120)
class VirtualThreadsTest {
  private static final int CALLERS = 8;

  @TempDir private Path folder;

  /** What waits while a class is made ready, which no virtual thread can be moved away from. */
  private static final class Pinned {
    static final boolean IN_TIME = await();

    private static boolean await() {
      try {
        return new CountDownLatch(1).await(30, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static <T> CompletableFuture<T> onAVirtualThread(Supplier<T> work) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable task =
        () -> {
          try {
            result.complete(work.get());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        };
    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    return result;
  }

  /**
   * The JDK makes its poller of sockets ready when the first virtual thread waits for one; who
   * comes second meanwhile is pinned, and that is not ours.
   */
  private static boolean waitForNobody() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(1);
      socket.accept().close();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPinnedOnPurpose(RecordedEvent event) {
    return event.getStackTrace().getFrames().stream()
        .anyMatch(frame -> frame.getMethod().getType().getName().equals(Pinned.class.getName()));
  }

  @Test
  void noneIsPinnedWhileItObtains() throws Exception {
    List<CompletableFuture<Lineage>> obtained = new ArrayList<>();
    int port = FreePorts.find(1).get(0);
    try (Recording recording = new Recording();
        EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(port).start()) {
      recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ofMillis(10));
      Acme acme =
          Acme.standalone()
              .httpPort(port)
              .directory(ca.directory())
              .trust(ca.trustAnchorPem())
              .storeIn(new InMemoryStore());
      acme.domains("first.example.com").obtain();
      assertThat(onAVirtualThread(VirtualThreadsTest::waitForNobody).get()).isTrue();
      recording.start();
      assertThat(onAVirtualThread(() -> Pinned.IN_TIME).get()).isFalse();
      for (int i = 0; i < CALLERS; i++) {
        String name = "n%d.example.com".formatted(i);
        obtained.add(onAVirtualThread(() -> acme.domains(name).obtain()));
      }
      for (CompletableFuture<Lineage> one : obtained) {
        assertThat(one.get().chain().dnsNames()).hasSize(1);
      }
      recording.stop();
      Path file = folder.resolve("recording.jfr");
      recording.dump(file);
      List<RecordedEvent> events = RecordingFile.readAllEvents(file);
      assertThat(events).filteredOn(VirtualThreadsTest::isPinnedOnPurpose).isNotEmpty();
      assertThat(events).filteredOn(event -> !isPinnedOnPurpose(event)).isEmpty();
    }
  }
}
