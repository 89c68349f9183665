package dev.acmesdk.cli.option;

import dev.acmesdk.Acme;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The certificate's key. */
public final class KeyOptions {
  @Option(names = "--key-type", paramLabel = "TYPE", description = "ecdsa or rsa (ecdsa).")
  private @Nullable String type;

  @Option(
      names = "--elliptic-curve",
      paramLabel = "CURVE",
      description = "secp256r1, secp384r1 or secp521r1 (secp256r1).")
  private @Nullable String curve;

  @Option(names = "--rsa-key-size", paramLabel = "BITS", description = "2048, 3072 or 4096 (2048).")
  private @Nullable Integer rsaBits;

  @Option(names = "--reuse-key", description = "The same key at renewals.")
  private boolean isReused;

  @Option(names = "--no-reuse-key", description = "A new key at each renewal: the default.")
  private boolean isNotReused;

  @Option(
      names = "--new-key",
      description = "A new key this once, although the lineage is one with --reuse-key.")
  private boolean isNewOnce;

  @Option(
      names = "--must-staple",
      description = "Bind servers to send an OCSP response along; most CAs have given that up.")
  private boolean isMustStaple;

  /**
   * Whether a kind of key was named.
   *
   * @return {@code true} with {@code --key-type}
   */
  public boolean saysType() {
    return type != null;
  }

  /**
   * Whether a key that stays is to change this once.
   *
   * @return {@code true} with {@code --new-key}
   */
  public boolean isNewOnce() {
    return isNewOnce;
  }

  /**
   * The kind of key that was asked for.
   *
   * @return empty if nothing was said of it
   * @throws InvalidRequestException if there is no such kind
   */
  public Optional<KeyAlgorithm> algorithm() {
    if (type == null && curve == null && rsaBits == null) {
      return Optional.empty();
    }
    String family =
        type == null ? (curve != null ? "ecdsa" : "rsa") : type.toLowerCase(Locale.ROOT);
    if (!family.equals("ecdsa") && !family.equals("rsa")) {
      throw new CommandFailure(
          "--key-type %s is unknown. Give ecdsa or rsa.".formatted(type), ExitStatus.USAGE);
    }
    boolean isEllipticCurve = family.equals("ecdsa");
    String size =
        isEllipticCurve
            ? (curve == null ? "secp256r1" : curve.toLowerCase(Locale.ROOT))
            : String.valueOf(rsaBits == null ? 2048 : rsaBits);
    return Optional.of(
        Arrays.stream(KeyAlgorithm.values())
            .filter(one -> one.isEllipticCurve() == isEllipticCurve && word(one).equals(size))
            .findFirst()
            .orElseThrow(() -> unknown(isEllipticCurve, size)));
  }

  private static String word(KeyAlgorithm one) {
    return one.isEllipticCurve() ? "secp" + one.bits() + "r1" : String.valueOf(one.bits());
  }

  private static CommandFailure unknown(boolean isEllipticCurve, String size) {
    return new CommandFailure(
        "%s %s is unknown. Give one of %s."
            .formatted(
                isEllipticCurve ? "--elliptic-curve" : "--rsa-key-size",
                size,
                Arrays.stream(KeyAlgorithm.values())
                    .filter(one -> one.isEllipticCurve() == isEllipticCurve)
                    .map(KeyOptions::word)
                    .collect(Collectors.joining(", "))),
        isEllipticCurve ? ExitStatus.USAGE : ExitStatus.FAILED);
  }

  /**
   * Puts all of it into a request.
   *
   * @param acme the request
   * @param wasReused whether the lineage is one whose key stays the same, which {@code --new-key}
   *     does not change
   * @return a changed copy
   */
  public Acme applyTo(Acme acme, boolean wasReused) {
    if (isReused && (isNotReused || isNewOnce)) {
      throw new InvalidRequestException(
          "--reuse-key contradicts %s. Give one of them."
              .formatted(isNewOnce ? "--new-key" : "--no-reuse-key"));
    }
    Acme changed = algorithm().map(acme::keyAlgorithm).orElse(acme);
    if (isReused || isNotReused || isNewOnce) {
      changed = changed.reuseKey(isReused);
    }
    if (isNewOnce && wasReused && !isNotReused) {
      changed = changed.renewalParameter("reuse_key", "True");
    }
    return isMustStaple ? changed.mustStaple(true) : changed;
  }
}
