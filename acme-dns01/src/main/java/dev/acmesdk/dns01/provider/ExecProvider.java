package dev.acmesdk.dns01.provider;

import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.dns01.ZoneCheck;
import dev.acmesdk.hook.ShellCommand;
import dev.acmesdk.hook.ShellResult;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.solver.ChallengeSolver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Has a program change zones, by the contract of lego's provider {@code exec}: it is run as {@code
 * PROGRAM present _acme-challenge.example.com. VALUE}, and later with {@code cleanup} instead of
 * {@code present}. The name ends with a dot. Another status than 0 is a failure.
 *
 * <p>The program has to keep other values of a name in place, and to take away this one only. What
 * it prints is shown in the message if it fails, so it is not to print secrets. When its time is up
 * it is ended, together with what it has started.
 *
 * <p>Instances are immutable, and as thread-safe as the program; methods that change something
 * return a copy.
 */
public final class ExecProvider implements DnsProvider, ZoneCheck {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

  private final Path program;
  private final Duration timeLimit;

  private ExecProvider(Path program, Duration timeLimit) {
    this.program = program;
    this.timeLimit = timeLimit;
  }

  /**
   * A program that has two minutes for each change.
   *
   * @param program lego's {@code EXEC_PATH}: a path, or a name to be searched for in {@code PATH}
   * @return a provider
   */
  public static ExecProvider of(Path program) {
    return new ExecProvider(program, TIME_LIMIT);
  }

  /**
   * Sets how long the program may take.
   *
   * @param limit some time for each change
   * @return a copy with it
   * @throws IllegalArgumentException if it is not positive
   */
  public ExecProvider timeLimit(Duration limit) {
    var unused = ShellCommand.ofProgram(program, List.of()).timeLimit(limit);
    return new ExecProvider(program, limit);
  }

  /**
   * The same program by lego's {@code EXEC_MODE=RAW}: {@code PROGRAM present -- example.com TOKEN
   * KEY_AUTHORIZATION}. It makes the value of the record itself, and finds its name.
   *
   * @return a solver
   */
  public ChallengeSolver<Dns01> raw() {
    return new RawSolver(
        new RawSolver.Service() {
          @Override
          public void present(RawSolver.RawChallenge raw) throws IOException {
            run("present", raw);
          }

          @Override
          public void cleanUp(RawSolver.RawChallenge raw) throws IOException {
            Persistence.carryOut(() -> run("cleanup", raw));
          }

          private void run(String verb, RawSolver.RawChallenge raw) throws IOException {
            ExecProvider.this.run(
                raw.domain(), List.of(verb, "--", raw.domain(), raw.token(), raw.keyAuth()));
          }
        });
  }

  /** Looks whether the program can be run; only the program itself could tell more. */
  @Override
  public void check(List<String> names) {
    ShellCommand.ofProgram(program, List.of()).check();
  }

  @Override
  public void addTxt(TxtRecord record) throws IOException {
    run(record.name(), List.of("present", record.name() + ".", record.value()));
  }

  @Override
  public void removeTxt(TxtRecord record) throws IOException {
    List<String> arguments = List.of("cleanup", record.name() + ".", record.value());
    Persistence.carryOut(() -> run(record.name(), arguments));
  }

  private void run(String name, List<String> arguments) throws IOException {
    ShellResult result = ShellCommand.ofProgram(program, arguments).timeLimit(timeLimit).run();
    if (!result.isSuccess()) {
      throw new IOException(
          "the program %s, run with %s for %s, %s"
              .formatted(program, arguments.get(0), name, result.failure(timeLimit)));
    }
  }

  /** Shows the program. */
  @Override
  public String toString() {
    return "ExecProvider[" + program + "]";
  }
}
