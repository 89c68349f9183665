package dev.acmesdk.cli.option;

import dev.acmesdk.CaSettings;
import dev.acmesdk.client.ExternalAccount;
import dev.acmesdk.error.InvalidRequestException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The account at the CA. */
public final class AccountOptions {
  @Option(
      names = {"-m", "--email"},
      paramLabel = "ADDRESS",
      split = ",",
      description = "Where the CA may write to; several separated by commas.")
  private List<String> emails = List.of();

  @Option(
      names = "--register-unsafely-without-email",
      description = "No address; on update_account, the CA forgets those that it has.")
  private boolean isWithoutEmail;

  @Option(
      names = "--agree-tos",
      description = "You have read the CA's terms of service and agree to them.")
  private boolean agreesToTerms;

  @Option(
      names = "--eff-email",
      description = "Accepted, since Certbot knows it. Nobody is told your address.")
  private boolean eff;

  @Option(names = "--no-eff-email", description = "Accepted, since Certbot knows it.")
  private boolean noEff;

  @Option(
      names = "--eab-kid",
      paramLabel = "KID",
      description = "Key identifier for external account binding, from the CA.")
  private @Nullable String eabKeyId;

  @Option(
      names = "--eab-hmac-key",
      paramLabel = "KEY",
      description = "MAC key for external account binding, from the CA, in base64url.")
  private @Nullable String eabKey;

  @Option(
      names = "--eab-hmac-alg",
      paramLabel = "ALG",
      description = "HS256, HS384 or HS512 (HS256).")
  private @Nullable String eabAlgorithm;

  /**
   * The addresses.
   *
   * @return none if there are to be none, or nothing was said
   */
  public List<String> emails() {
    if (eff && noEff) {
      throw new InvalidRequestException(
          "--eff-email and --no-eff-email contradict each other. Give one of them, or none.");
    }
    if (isWithoutEmail && !emails.isEmpty()) {
      throw new InvalidRequestException(
          "--email and --register-unsafely-without-email contradict each other. Give one of them.");
    }
    return emails;
  }

  /**
   * Whether something was said of addresses.
   *
   * @return {@code true} if so, also if there are to be none
   */
  public boolean saysEmail() {
    return isWithoutEmail || !emails.isEmpty();
  }

  /**
   * Whether the terms are agreed to.
   *
   * @return {@code true} with {@code --agree-tos}
   */
  public boolean agreesToTerms() {
    return agreesToTerms;
  }

  /**
   * Puts all of it into a request.
   *
   * @param settings the request
   * @param <S> the type of request
   * @return a changed copy
   */
  public <S extends CaSettings<S>> S applyTo(S settings) {
    S changed = settings.email(emails().toArray(String[]::new));
    if (agreesToTerms) {
      changed = changed.agreeToTermsOfService();
    }
    if ((eabKeyId == null) != (eabKey == null)) {
      throw new InvalidRequestException(
          "--eab-kid and --eab-hmac-key belong together. Give both, as the CA shows them.");
    }
    return eabKeyId == null || eabKey == null
        ? changed
        : changed.externalAccount(ExternalAccount.of(eabKeyId, eabKey).withAlgorithm(algorithm()));
  }

  private ExternalAccount.Algorithm algorithm() {
    String name = eabAlgorithm == null ? "HS256" : eabAlgorithm.toUpperCase(Locale.ROOT);
    for (ExternalAccount.Algorithm one : ExternalAccount.Algorithm.values()) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    throw new InvalidRequestException(
        "--eab-hmac-alg %s is unknown. Give HS256, HS384 or HS512.".formatted(name));
  }
}
