package dev.acmesdk.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the fuzzer on every {@code @FuzzTest} of this module, each in a process of its own, and
 * tells how many inputs each has had. See CONTRIBUTING.md, "Fuzzing".
 */
final class Campaign {
  private static final Path CLASSES = Path.of("target", "test-classes");
  private static final Path OUTPUT = Path.of("target", "fuzz");
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
  private static final String LINE = "%-52s %12s %7s %9s  %s%n";
  private static final int LINES_OF_A_FINDING = 40;

  private final String runs;
  private final PrintStream out;

  private Campaign(String runs, PrintStream out) {
    this.runs = runs;
    this.out = out;
  }

  /** What became of one target. */
  private record Result(String target, long inputs, Duration time, boolean passed) {}

  /**
   * Takes the number of inputs for each target, how many to run side by side, and which (regex).
   */
  public static void main(String[] arguments) throws Exception {
    Pattern which = Pattern.compile(arguments[2]);
    List<Method> targets =
        targets().stream().filter(target -> which.matcher(name(target)).find()).toList();
    Campaign campaign = new Campaign(arguments[0], System.out);
    ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[1]));
    try {
      if (targets.isEmpty() || !campaign.run(targets, threads)) {
        System.exit(1);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static List<Method> targets() throws IOException, ClassNotFoundException {
    List<Method> targets = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(path -> path.toString().endsWith("FuzzTest.class")).toList()) {
        String path = CLASSES.relativize(file).toString();
        String type = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        Stream.of(Class.forName(type).getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(FuzzTest.class))
            .forEach(targets::add);
      }
    }
    targets.sort(Comparator.comparing(Campaign::name));
    return targets;
  }

  private static String name(Method target) {
    return target.getDeclaringClass().getSimpleName() + "." + target.getName();
  }

  private boolean run(List<Method> targets, ExecutorService threads)
      throws InterruptedException, ExecutionException {
    out.printf(LINE, "target", "inputs", "s", "inputs/s", "");
    List<Future<Result>> running = new ArrayList<>();
    for (Method target : targets) {
      running.add(threads.submit(() -> tell(fuzz(target))));
    }
    List<Result> results = new ArrayList<>();
    for (Future<Result> result : running) {
      results.add(result.get());
    }
    boolean passed = results.stream().allMatch(Result::passed);
    long inputs = results.stream().mapToLong(Result::inputs).sum();
    Duration time = results.stream().map(Result::time).reduce(Duration.ZERO, Duration::plus);
    tell(new Result("total", inputs, time, passed));
    return passed;
  }

  private Result tell(Result result) {
    long seconds = Math.max(1, result.time().toSeconds());
    String end = result.passed() ? "ok" : "FAILED";
    out.printf(
        Locale.ROOT,
        LINE,
        result.target(),
        result.inputs(),
        seconds,
        result.inputs() / seconds,
        end);
    return result;
  }

  private Result fuzz(Method target) throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(OUTPUT.resolve("corpus").resolve(name(target)));
    Path log = OUTPUT.resolve(name(target) + ".log");
    long start = System.nanoTime();
    int status =
        new ProcessBuilder(command(target, corpus))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    String text = new String(Files.readAllBytes(log), java.nio.charset.StandardCharsets.UTF_8);
    if (status != 0) {
      showFinding(target, log, text);
    }
    Matcher done = DONE.matcher(text);
    return new Result(
        name(target), done.find() ? Long.parseLong(done.group(1)) : 0, time, status == 0);
  }

  private List<String> command(Method target, Path corpus) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Small on purpose: an input that needs much memory is a finding.
    command.addAll(List.of("-Xmx256m", "-XX:+EnableDynamicAgentLoading"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + target.getDeclaringClass().getName());
    command.add("--target_method=" + target.getName());
    command.add("--hooks=true");
    command.addAll(List.of("-runs=" + runs, "-seed=1", "-timeout=20"));
    Path words = CLASSES.resolve(target.getDeclaringClass().getName().replace('.', '/') + ".dict");
    if (Files.exists(words)) {
      command.add("-dict=" + words);
    }
    command.add(corpus.toString());
    return command;
  }

  private void showFinding(Method target, Path log, String text) {
    out.printf("%s has a finding; all of it is in %s:%n", name(target), log.toAbsolutePath());
    text.lines()
        .dropWhile(line -> !line.startsWith("== ") && !line.startsWith("ERROR"))
        .limit(LINES_OF_A_FINDING)
        .forEach(line -> out.println("  " + line.substring(0, Math.min(line.length(), 200))));
  }
}
