package dev.acmesdk.cli.work;

import dev.acmesdk.Acme;
import dev.acmesdk.CaSettings;
import dev.acmesdk.cli.option.AccountOptions;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.error.TermsNotAgreedException;
import java.net.URI;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asked before an account is made, if somebody can be asked. */
public final class Registration {
  private final Session session;
  private final AccountOptions options;

  /**
   * Questions.
   *
   * @param session the run
   * @param options what the command line says already
   */
  public Registration(Session session, AccountOptions options) {
    this.session = session;
    this.options = options;
  }

  /**
   * Does something for which an account may be made; if the terms of service were not agreed to,
   * asks, and does it again.
   *
   * @param settings the request
   * @param verb what to do with it
   * @param <S> the type of request
   * @param <T> the type of the result
   * @return what came of it
   */
  public <S extends CaSettings<S>, T> T with(S settings, Function<S, T> verb) {
    S complete = options.applyTo(settings);
    try {
      return verb.apply(complete);
    } catch (TermsNotAgreedException e) {
      if (!session.mayAsk()) {
        throw e;
      }
      return verb.apply(askEmail(agreed(complete, e)));
    }
  }

  /**
   * Agrees, for a dry run, to the terms of the CA's environment for practice: whoever has an
   * account at the CA itself has done so before.
   *
   * @param session the run
   * @param acme the request
   * @param directory the CA; {@code null} if it is not known
   * @return a changed copy
   */
  public static Acme agreedBefore(Session session, Acme acme, @Nullable URI directory) {
    return directory != null && session.store().find(directory).isPresent()
        ? acme.agreeToTermsOfService()
        : acme;
  }

  private <S extends CaSettings<S>> S agreed(S settings, TermsNotAgreedException question) {
    String answer =
        session
            .terminal()
            .ask(
                "Please read the terms of service at %s. Do you agree, so that an account can be made? (Y)es or (n)o: "
                    .formatted(question.terms()));
    if (!answer.toLowerCase(Locale.ROOT).startsWith("y")) {
      throw new CommandFailure("Without agreement to the terms of service there is no account.");
    }
    return settings.agreeToTermsOfService();
  }

  private <S extends CaSettings<S>> S askEmail(S settings) {
    if (options.saysEmail()) {
      return settings;
    }
    String address =
        session.terminal().ask("E-mail address for the CA to write to (Enter to give none): ");
    return address.isEmpty() ? settings : settings.email(address);
  }
}
