package dev.acmesdk.error;

import java.io.Serializable;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a CA said no, and what to do about it. Texts are for people, in one line, without control
 * characters, and may change between versions; the kind does not.
 *
 * @param kind what it is
 * @param cause why, as one or more sentences
 * @param remedy what to do, as one or more sentences
 * @param isRemoteOnly whether the CA's main place saw what it should, and only some of its others
 *     on the Internet did not
 * @param link an HTTPS page of the CA on which a human has to do something, if it gave one
 */
public record Diagnosis(
    DiagnosisKind kind, String cause, String remedy, boolean isRemoteOnly, @Nullable URI link)
    implements Serializable {

  /**
   * What there is to say of a kind in general.
   *
   * @param kind the kind
   * @return its diagnosis, without what is known of a single case
   */
  public static Diagnosis of(DiagnosisKind kind) {
    Rule rule = Rules.of(kind);
    return new Diagnosis(kind, rule.cause(), rule.remedy(), false, null);
  }

  /**
   * The page on which a human has to do something.
   *
   * @return {@code link}, if the CA gave it
   */
  public Optional<URI> page() {
    return Optional.ofNullable(link);
  }

  /** The cause, the remedy and where to read more, in one text. */
  String advice() {
    return "%s %s See %s.".formatted(cause, remedy, kind.address());
  }

  Diagnosis seenFromAfarOnly() {
    return new Diagnosis(
        kind,
        cause + " Only some of the CA's remote vantage points failed, the main one did not.",
        remedy
            + " Look for a firewall that lets some countries in and others not, and for name"
            + " servers that do not show the same everywhere yet.",
        true,
        link);
  }

  Diagnosis andDo(String more) {
    return new Diagnosis(kind, cause, remedy + " " + more, isRemoteOnly, link);
  }

  Diagnosis at(URI page) {
    String visit = "Visit " + page + " and do what it says, then try again.";
    return new Diagnosis(kind, cause, visit, isRemoteOnly, page);
  }

  Diagnosis endingThePauseAt(URI portal) {
    String fix =
        "Trying again does not help: fix why validation fails, then have a human visit "
            + portal
            + " and end the pause there.";
    return new Diagnosis(kind, cause, fix, isRemoteOnly, portal);
  }

  /**
   * The diagnosis in one line.
   *
   * @return for example {@code connection-refused: Nothing listens … Check that … See …}
   */
  @Override
  public String toString() {
    return kind.id() + ": " + advice();
  }
}
