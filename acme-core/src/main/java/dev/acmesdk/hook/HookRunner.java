package dev.acmesdk.hook;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.store.Lineage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs hooks, and tells of each what became of it; what they throw stops nobody. */
final class HookRunner {
  private static final Logger LOG = LoggerFactory.getLogger(HookRunner.class);
  private static final int MAX_LOGGED = 1_000;

  private final Consumer<HookReport> listener;

  HookRunner(Consumer<HookReport> listener) {
    this.listener = listener;
  }

  /**
   * Runs one.
   *
   * @throws CancelledException if the thread is interrupted; this is reported before
   */
  void run(Hook hook, HookCall call) {
    try {
      tell(attempt(hook, call), null);
    } catch (InterruptedException e) {
      tell(failed(hook, call, "was interrupted"), null);
      throw new CancelledException("the " + call.kind(), e);
    } catch (CancelledException e) {
      tell(failed(hook, call, "was interrupted"), null);
      throw e;
    } catch (Exception e) {
      tell(failed(hook, call, "failed: " + e), e);
    }
  }

  /** Tells of those that are not run because their thread was interrupted. */
  void leaveOut(List<Hook> hooks, HookCall call) {
    hooks.forEach(hook -> tell(failed(hook, call, "was not run: interrupted before"), null));
  }

  private static HookReport attempt(Hook hook, HookCall call) throws Exception {
    if (hook instanceof CommandHook command) {
      ShellResult result = command.result(call);
      Integer status = result.isTimedOut() ? null : result.status();
      return report(hook, call, command.failure(result), status, output(result));
    }
    hook.run(call);
    return report(hook, call, null, null, "");
  }

  private static String output(ShellResult result) {
    return Stream.of(result.output(), result.errors())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static HookReport failed(Hook hook, HookCall call, String failure) {
    return report(hook, call, Excerpt.clean(failure), null, "");
  }

  private static HookReport report(
      Hook hook, HookCall call, @Nullable String failure, @Nullable Integer status, String output) {
    Optional<String> lineage = call.stored().map(Lineage::name);
    return new HookReport(
        call.kind(), hook.toString(), lineage.orElse(null), failure, status, output);
  }

  private void tell(HookReport report, @Nullable Exception cause) {
    if (report.isFailure()) {
      LOG.warn("{} {}", report, lastOf(report.output()), cause);
    } else {
      LOG.debug("{}", report);
    }
    try {
      listener.accept(report);
    } catch (RuntimeException e) {
      LOG.warn("The listener to hooks failed at: {}", report, e);
    }
  }

  /** The end of a text tells more about a failure than its start. On one line, nothing is faked. */
  private static String lastOf(String output) {
    String line = output.replaceAll("\\s+", " ");
    return line.length() <= MAX_LOGGED ? line : "…" + line.substring(line.length() - MAX_LOGGED);
  }
}
