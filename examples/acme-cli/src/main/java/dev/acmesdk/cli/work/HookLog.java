package dev.acmesdk.cli.work;

import dev.acmesdk.cli.output.Screen;
import dev.acmesdk.hook.Hook;
import dev.acmesdk.hook.HookKind;
import dev.acmesdk.hook.HookReport;
import dev.acmesdk.hook.Hooks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What has become of hooks: shows what they print, and remembers which have failed. */
final class HookLog implements Consumer<HookReport> {
  private final Screen screen;
  private final List<HookReport> failures = new ArrayList<>();
  private final List<Object> members = new ArrayList<>();

  HookLog(Screen screen) {
    this.screen = screen;
  }

  @Override
  public synchronized void accept(HookReport report) {
    if (!report.output().isEmpty()) {
      screen.say(
          "Hook '%s' ran with output:\n%s"
              .formatted(report.kind(), report.output().indent(1).stripTrailing()));
    }
    if (report.isFailure()) {
      failures.add(report);
    }
    Map<String, Object> member = new LinkedHashMap<>();
    member.put("kind", report.kind().toString());
    member.put("command", report.what());
    member.put("success", !report.isFailure());
    if (report.status() != null) {
      member.put("exitStatus", report.status());
    }
    if (report.failure() != null) {
      member.put("failure", report.failure());
    }
    members.add(member);
  }

  /** A pre-hook of these that has failed in this run: what it was to prepare is not prepared. */
  synchronized Optional<HookReport> failedPreHook(Hooks hooks) {
    List<String> ours = hooks.pre().stream().map(Hook::toString).toList();
    return failures.stream()
        .filter(report -> report.kind() == HookKind.PRE && ours.contains(report.what()))
        .findFirst();
  }

  /** For the JSON report. */
  synchronized List<Object> members() {
    return List.copyOf(members);
  }
}
