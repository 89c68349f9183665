package dev.acmesdk.cli.work;

import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.hook.HookReport;
import dev.acmesdk.hook.HookRounds;
import dev.acmesdk.hook.Hooks;
import dev.acmesdk.hook.RoundMember;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Obtaining with hooks around it. All that is obtained before it is closed is one round: a pre-hook
 * is run once before, a post-hook once after all.
 */
public final class Work implements AutoCloseable {
  private final Session session;
  private final HookLog log;
  private final HookRounds rounds;
  private final RoundMember whole;

  /**
   * Begins a round.
   *
   * @param session the run
   */
  public Work(Session session) {
    this.session = session;
    this.log = new HookLog(session.screen());
    this.rounds = new HookRounds(log);
    this.whole = rounds.join(Hooks.none());
  }

  /**
   * Obtains a certificate and runs the deploy-hooks.
   *
   * @param identifiers what it is for
   * @param hooks what is run around it
   * @param way how it is obtained
   * @return what is stored
   * @throws CommandFailure if a pre-hook fails; nothing was asked for then
   */
  public Lineage obtain(List<Identifier> identifiers, Hooks hooks, Supplier<Lineage> way) {
    try (RoundMember member = rounds.join(hooks)) {
      boolean isDone = false;
      try {
        requirePrepared(hooks);
        Lineage lineage = way.get();
        isDone = true;
        member.deployed(lineage);
        return lineage;
      } finally {
        if (!isDone) {
          member.failed(identifiers);
        }
      }
    }
  }

  /**
   * Goes all the way and stores nothing.
   *
   * @param identifiers what it is for
   * @param hooks what is run around it
   * @param current what the deploy-hooks are tried out with at its end; without it they are not run
   * @param way how it is gone
   * @param <T> what is at its end
   * @return what is at its end
   */
  public <T> T rehearse(
      List<Identifier> identifiers, Hooks hooks, Optional<Lineage> current, Supplier<T> way) {
    try (RoundMember member = rounds.join(hooks)) {
      boolean isDone = false;
      try {
        requirePrepared(hooks);
        T end = way.get();
        isDone = true;
        current.ifPresentOrElse(member::deployed, () -> member.renewed(identifiers));
        return end;
      } finally {
        if (!isDone) {
          member.failed(identifiers);
        }
      }
    }
  }

  private void requirePrepared(Hooks hooks) {
    Optional<HookReport> failed = log.failedPreHook(hooks);
    if (failed.isPresent()) {
      throw new CommandFailure(
          "The pre-hook has failed, so nothing was asked for: %s Mend it, or leave it out."
              .formatted(failed.get()));
    }
  }

  /** Ends the round: runs the post-hooks, and reports what has become of all hooks. */
  @Override
  public void close() {
    whole.close();
    if (!log.members().isEmpty()) {
      session.report().put("hooks", log.members());
    }
  }
}
