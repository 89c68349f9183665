package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.manager.CertificateManager;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.ManagedVictim;
import dev.acmesdk.storage.VictimProgram;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program whose certificate is being renewed in the background is killed at random moments. The
 * next start has a valid pair at once, and goes on with the same order.
 */
@Timeout(1200)
class ManagedKillIT {
  private static final int KILLS = Integer.getInteger("campaign.kills", 6);
  private static final long SEED = Long.getLong("campaign.seed", 20261124);

  @TempDir static Path temp;

  private final int httpPort = FreePorts.find(1).get(0);
  private final Map<String, Integer> tally = new TreeMap<>();

  private Scene scene() throws IOException {
    return new Scene(Files.createTempDirectory(temp, "scene"), httpPort).withVersions(1);
  }

  private static ChildJvm start(Scene scene) {
    return scene.startChild(ManagedVictim.class);
  }

  @TestFactory
  Stream<DynamicTest> killedAtARandomMoment() throws IOException {
    long micros = undisturbed();
    Random random = new Random(SEED);
    System.out.printf(
        "%d kills of a managed renewal, seed %d, within %d ms%n", KILLS, SEED, micros / 1000);
    Stream<DynamicTest> kills =
        IntStream.range(0, KILLS)
            .mapToObj(
                number -> {
                  long after = (long) (random.nextDouble() * 1.1 * micros);
                  return DynamicTest.dynamicTest(
                      "kill " + number + " after " + after, () -> killAfter(after));
                });
    return Stream.concat(
        kills,
        Stream.of(DynamicTest.dynamicTest("tally", () -> System.out.println("Kills: " + tally))));
  }

  private long undisturbed() throws IOException {
    try (Scene scene = scene();
        ChildJvm child = start(scene)) {
      child.expect(VictimProgram.BEGUN);
      long begin = System.nanoTime();
      child.expect(VictimProgram.DONE);
      return (System.nanoTime() - begin) / 1000;
    }
  }

  private void killAfter(long micros) throws Exception {
    try (Scene scene = scene()) {
      try (ChildJvm child = start(scene)) {
        child.expect(VictimProgram.BEGUN);
        child.letRun(micros);
        child.kill();
      }
      Aftermath aftermath = new Aftermath(scene, 1);
      aftermath.assertReadable();
      boolean isNoted = scene.isOrderNoted();
      long ordered = scene.count("newOrder");
      tally.merge(moment(scene, isNoted, ordered), 1, Integer::sum);
      boolean mayHaveFailed = scene.count("challenge") > 0 && scene.count("finalize") == 0;
      goOn(scene, isNoted);
      aftermath.assertReadable();
      assertThat(scene.read().orElseThrow().version()).isEqualTo(2);
      assertThat(scene.count("finalize")).as("finalizations").isEqualTo(1);
      if (!mayHaveFailed) {
        assertThat(scene.count("newOrder")).as("orders").isEqualTo(1);
      }
    }
  }

  private static String moment(Scene scene, boolean isNoted, long ordered) {
    if (scene.read().orElseThrow().version() == 2) {
      return "4 saved";
    }
    if (scene.count("finalize") > 0) {
      return "3 finalized";
    }
    return ordered > 0 ? "2 ordered" : isNoted ? "1 noted" : "0 before the order";
  }

  /** The next start: what was begun is gone on with at once; a new attempt has to wait a minute. */
  private void goOn(Scene scene, boolean isNoted) {
    MutableClock clock = new MutableClock(Instant.now());
    Instant begin = clock.instant();
    CertbotDirectory store = CertbotDirectory.at(scene.root);
    try (CertificateManager manager =
            CertificateManager.builder()
                .clock(clock)
                .stopWatch(() -> Duration.between(begin, clock.instant()).toNanos())
                .policy(certificate -> certificate.getNotBefore().toInstant())
                .buildWithoutThreads();
        ManagedCertificate certificate =
            ManagedVictim.management(store, httpPort, scene.ca.directory(), scene.trusted)
                .manager(manager)
                .start()) {
      Lineage atOnce = certificate.current().orElseThrow();
      assertThat(atOnce.version()).isBetween(1, 2);
      manager.runDue();
      if (certificate.status().version() == 1) {
        assertThat(isNoted).as("an order in flight is gone on with at once").isFalse();
        clock.advance(Duration.ofSeconds(70));
        manager.runDue();
      }
      assertThat(certificate.current()).get().extracting(Lineage::version).isEqualTo(2);
    }
  }
}
