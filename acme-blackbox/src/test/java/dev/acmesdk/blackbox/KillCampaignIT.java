package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.storage.SteppedDisk;
import dev.acmesdk.storage.VictimProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that gets a certificate is killed: before each of its steps on the disk, and at random
 * moments. Whatever the moment, readers and Certbot find a whole version, and the next run goes on
 * with the same order and leaves what an undisturbed run leaves.
 *
 * <p>The ordinary build kills at some of the steps and a few times at random. CONTRIBUTING.md tells
 * how to run all of it.
 */
@SameOnEveryJdk
@Timeout(1200)
class KillCampaignIT {
  /** How many of the steps; all of them with {@code all}. */
  private static final String POINTS = System.getProperty("campaign.points", "4");

  private static final int KILLS = Integer.getInteger("campaign.kills", 6);
  private static final long SEED = Long.getLong("campaign.seed", 20270301);
  private static final String FIRST_STEP_OF_SAVE = "create a.example/save.json.new";
  private static final boolean HAS_CERTBOT = RequiredPrograms.find("certbot").isPresent();

  @TempDir static Path temp;

  private final int httpPort = FreePorts.find(1).get(0);

  /** A run that nobody disturbs: its steps, and what it leaves, by the number of versions. */
  private record Rehearsal(List<String> steps, long micros, Map<Integer, List<String>> trees) {}

  private Scene scene(int versions) throws IOException {
    return new Scene(Files.createTempDirectory(temp, "scene"), httpPort).withVersions(versions);
  }

  private Rehearsal rehearse(String verb, int versions) throws IOException {
    Map<Integer, List<String>> trees = new TreeMap<>();
    for (int version = versions + 1; version <= versions + 2; version++) {
      try (Scene scene = scene(version)) {
        trees.put(version, scene.tree());
      }
    }
    try (Scene scene = scene(versions);
        ChildJvm child = scene.startChild(verb)) {
      child.expect(VictimProgram.BEGUN);
      long begin = System.nanoTime();
      child.expect(VictimProgram.DONE);
      long micros = (System.nanoTime() - begin) / 1000;
      List<String> steps =
          child.lines().stream()
              .filter(line -> line.startsWith("step "))
              .map(line -> line.replaceFirst("step \\d+ ", ""))
              .toList();
      assertThat(scene.tree()).isEqualTo(trees.get(versions + 1));
      return new Rehearsal(steps, micros, trees);
    }
  }

  /** All, or some in equal distances and those around what is noted of the order. */
  private static SortedSet<Integer> points(List<String> steps) {
    int count = steps.size();
    TreeSet<Integer> all = new TreeSet<>(IntStream.range(0, count).boxed().toList());
    if (POINTS.equals("all")) {
      return all;
    }
    int some = Integer.parseInt(POINTS);
    TreeSet<Integer> chosen = new TreeSet<>();
    IntStream.range(0, some).map(i -> (count - 1) * i / Math.max(1, some - 1)).forEach(chosen::add);
    int noted = steps.indexOf("create a.example/order.json.new");
    chosen.add(noted + 1 + steps.subList(noted + 1, count).indexOf(steps.get(noted)));
    chosen.add(steps.lastIndexOf("rename renewal/a.example.conf"));
    chosen.add(steps.lastIndexOf("delete a.example/order.json"));
    return chosen;
  }

  @TestFactory
  Stream<DynamicTest> killedBeforeAStepOfTheFirstIssuance() throws IOException {
    return killedBeforeAStep("obtain", 0);
  }

  @TestFactory
  Stream<DynamicTest> killedBeforeAStepOfARenewal() throws IOException {
    return killedBeforeAStep("reissue", 1);
  }

  private Stream<DynamicTest> killedBeforeAStep(String verb, int versions) throws IOException {
    Rehearsal rehearsal = rehearse(verb, versions);
    List<String> steps = rehearsal.steps();
    SortedSet<Integer> points = points(steps);
    System.out.printf(
        "%s: %d steps, killed before %d of them%s%n",
        verb,
        steps.size(),
        points.size(),
        HAS_CERTBOT ? "" : "; certbot is not installed, and so not asked");
    return points.stream()
        .map(
            point ->
                DynamicTest.dynamicTest(
                    verb + " killed before step " + point + ", " + steps.get(point),
                    () -> killBefore(point, verb, versions, rehearsal)));
  }

  private void killBefore(int point, String verb, int versions, Rehearsal rehearsal)
      throws Exception {
    try (Scene scene = scene(versions)) {
      try (ChildJvm child = scene.startChild(List.of(), verb, point)) {
        child.expect(SteppedDisk.STOPPED);
        child.kill();
      }
      Aftermath aftermath = new Aftermath(scene, versions);
      aftermath.assertReadable();
      if (HAS_CERTBOT && point >= rehearsal.steps().indexOf(FIRST_STEP_OF_SAVE)) {
        aftermath.assertCertbotIsContent(temp);
        aftermath.assertReadable();
      }
      aftermath.assertGoneOnWith(verb, rehearsal.trees());
    }
  }

  @TestFactory
  Stream<DynamicTest> killedAtARandomMoment() throws IOException {
    Rehearsal first = rehearse("obtain", 0);
    Rehearsal renewal = rehearse("reissue", 1);
    Random random = new Random(SEED);
    System.out.printf(
        "%d kills at random, seed %d, within %d ms or %d ms%n",
        KILLS, SEED, first.micros() / 1000, renewal.micros() / 1000);
    Tally tally = new Tally();
    Stream<DynamicTest> kills =
        IntStream.range(0, KILLS)
            .mapToObj(
                number -> {
                  boolean isRenewal = number % 2 == 1;
                  Rehearsal rehearsal = isRenewal ? renewal : first;
                  long micros = (long) (random.nextDouble() * 1.1 * rehearsal.micros());
                  return DynamicTest.dynamicTest(
                      "kill " + number + (isRenewal ? ", of a renewal," : "") + " after " + micros,
                      () -> tally.add(killAfter(micros, isRenewal, rehearsal)));
                });
    return Stream.concat(
        kills, Stream.of(DynamicTest.dynamicTest("tally", () -> System.out.println(tally))));
  }

  private String killAfter(long micros, boolean isRenewal, Rehearsal rehearsal) throws Exception {
    int versions = isRenewal ? 1 : 0;
    String verb = isRenewal ? "reissue" : "obtain";
    try (Scene scene = scene(versions)) {
      List<String> said;
      try (ChildJvm child = scene.startChild(verb)) {
        child.expect(VictimProgram.BEGUN);
        child.letRun(micros);
        child.kill();
        said = child.lines();
      }
      String moment = moment(scene, said);
      Aftermath aftermath = new Aftermath(scene, versions);
      aftermath.assertReadable();
      Aftermath.Found found = aftermath.assertGoneOnWith(verb, rehearsal.trees());
      boolean orderedTwice = found.orders() > 1 && !found.isOver();
      return moment + (orderedTwice ? ", ordered again since the CA's validation failed" : "");
    }
  }

  /** How far it had come. */
  private static String moment(Scene scene, List<String> said) {
    boolean saving = said.stream().anyMatch(line -> line.endsWith(FIRST_STEP_OF_SAVE));
    if (said.stream().anyMatch(line -> line.startsWith(VictimProgram.DONE))) {
      return "6 done";
    } else if (saving) {
      return scene.isOrderNoted() ? "4 saving" : "5 saved";
    } else if (scene.count("finalize") > 0) {
      return "3 finalized";
    }
    return scene.count("newOrder") > 0 ? "2 ordered" : "1 before the order";
  }

  /** How many kills have hit what. */
  private static final class Tally {
    private final Map<String, Integer> counts = new TreeMap<>();

    void add(String moment) {
      counts.merge(moment, 1, Integer::sum);
    }

    @Override
    public String toString() {
      return "Kills that have hit: " + counts;
    }
  }
}
