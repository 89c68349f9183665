package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.cause;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.nio.file.Files;
import java.util.function.Predicate;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

class RequiredProgramsTest {

  /** Run by the tests below; its tests say nothing by themselves. */
  static class Subject {
    @Test
    @RequiresProgram({"sh", "no-such-program"})
    @RequiresProgram("no-such-program-either")
    void needsWhatIsMissing() {}

    @Test
    @RequiresProgram(value = "no-such-program", product = "The Product")
    void needsAProduct() {}

    @Test
    @RequiresProgram("sh")
    void needsWhatIsThere() {}
  }

  @Test
  void leavesTestsOutAndSaysWhatIsMissing() {
    Events events = run("false");

    events.assertStatistics(counts -> counts.skipped(2).succeeded(1).failed(0));
    events.assertThatEvents().haveExactly(1, skipped("needsWhatIsMissing", this::namesBoth));
    events
        .assertThatEvents()
        .haveExactly(
            1, skipped("needsAProduct", text -> text.startsWith("The Product is not installed: ")));
  }

  @Test
  void failsInsteadWhereToolsAreRequired() {
    Events events = run("true");

    events.assertStatistics(counts -> counts.skipped(0).succeeded(1).failed(2));
    events
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("needsWhatIsMissing"), finishedWithFailure(cause(message(this::namesBoth)))));
  }

  @Test
  void findsProgramsOnThePath() {
    assertThat(RequiredPrograms.find("sh")).get().matches(Files::isExecutable);
    assertThat(RequiredPrograms.find("no-such-program")).isEmpty();
  }

  private boolean namesBoth(String text) {
    return text.contains("no-such-program is not installed: ")
        && text.contains("no-such-program-either is not installed: ")
        && !text.contains("\n");
  }

  private static Condition<Event> skipped(String test, Predicate<String> reason) {
    return event(test(test), skippedWithReason(reason));
  }

  private static Events run(String requireTools) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(RequiredPrograms.REQUIRE_TOOLS, requireTools)
        .selectors(selectClass(Subject.class))
        .execute()
        .testEvents();
  }
}
