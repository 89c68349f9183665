package dev.acmesdk.http01;

import dev.acmesdk.error.SolverException;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.Preflight;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers HTTP-01 challenges through a web server that already runs, by files in the directory that
 * it serves (RFC 8555 section 8.3), like Certbot's {@code --webroot}.
 *
 * <p>The response is the file {@code .well-known/acme-challenge/TOKEN}, readable for everybody
 * (mode 0644), and it appears whole or not at all. Directories that are missing below the webroot
 * are made, with mode 0755, whatever the umask is.
 *
 * <p>{@link #cleanUp} removes the file, also in another process than the one that made it. The
 * directories that this object has made are removed as soon as they are empty. Others stay, even if
 * empty: their owner, mode or label may have been chosen on purpose. So does what a process that
 * was killed has made.
 *
 * <p>It is thread-safe, and several processes may use the same webroot.
 */
public final class WebrootSolver implements ChallengeSolver<Http01>, Preflight {
  private final Function<Identifier, @Nullable ChallengeDirectory> directories;

  private WebrootSolver(Function<Identifier, @Nullable ChallengeDirectory> directories) {
    this.directories = directories;
  }

  /**
   * One directory for all names.
   *
   * @param webroot what the web server serves as {@code /}; it must exist when a certificate is
   *     obtained
   * @return a solver
   */
  public static WebrootSolver of(Path webroot) {
    ChallengeDirectory directory = new ChallengeDirectory(webroot);
    return new WebrootSolver(identifier -> directory);
  }

  /**
   * A directory for each name.
   *
   * @param webroots from the name or IP address, as people write it, to what the web server serves
   *     as its {@code /}
   * @return a solver for these names
   * @throws IllegalArgumentException if a key is neither a name nor an IP address
   */
  public static WebrootSolver of(Map<String, Path> webroots) {
    Map<Identifier, Path> byName = new HashMap<>();
    webroots.forEach((name, webroot) -> byName.put(identifier(name), webroot));
    return of(byName, null);
  }

  /**
   * A directory for each name, and one for all others.
   *
   * @param others {@code null} if there are none
   */
  static WebrootSolver of(Map<Identifier, Path> webroots, @Nullable Path others) {
    Map<Path, ChallengeDirectory> shared = new HashMap<>();
    Map<Identifier, ChallengeDirectory> directories = new HashMap<>();
    webroots.forEach(
        (name, webroot) ->
            directories.put(name, shared.computeIfAbsent(webroot, ChallengeDirectory::new)));
    ChallengeDirectory rest =
        others == null ? null : shared.computeIfAbsent(others, ChallengeDirectory::new);
    return new WebrootSolver(
        identifier -> {
          ChallengeDirectory own = directories.get(identifier);
          return own == null ? rest : own;
        });
  }

  static Identifier identifier(String written) {
    boolean isAddress = written.contains(":") || written.matches("[0-9.]+");
    return isAddress ? Identifier.ip(written) : Identifier.dns(written);
  }

  @Override
  public Class<Http01> challengeType() {
    return Challenge.Http01.class;
  }

  /**
   * Tries whether each webroot exists and a file can be made where responses go. Wildcard names are
   * passed over, since HTTP-01 cannot prove control of those.
   *
   * @throws SolverException if not, or if an identifier has no webroot
   */
  @Override
  public Reservation reserve(List<Identifier> identifiers) {
    identifiers.stream()
        .filter(identifier -> !identifier.isWildcard())
        .collect(Collectors.groupingBy(this::directory, LinkedHashMap::new, Collectors.toList()))
        .forEach(WebrootSolver::tryOut);
    return () -> {};
  }

  private static void tryOut(ChallengeDirectory directory, List<Identifier> identifiers) {
    try {
      directory.tryOut();
    } catch (IOException e) {
      throw unusable(directory, identifiers, e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws SolverException if the file cannot be made, or if the identifier has no webroot
   */
  @Override
  public void present(PendingChallenge<Http01> challenge) {
    ChallengeDirectory directory = directory(challenge.identifier());
    try {
      directory.put(challenge.challenge().keyAuthorization(challenge.thumbprint()));
    } catch (IOException e) {
      throw unusable(directory, List.of(challenge.identifier()), e);
    }
  }

  @Override
  public void cleanUp(PendingChallenge<Http01> challenge) throws IOException {
    ChallengeDirectory directory = directories.apply(challenge.identifier());
    if (directory != null) {
      directory.remove(challenge.challenge().keyAuthorization(challenge.thumbprint()));
    }
  }

  private ChallengeDirectory directory(Identifier identifier) {
    ChallengeDirectory directory = directories.apply(identifier);
    if (directory == null) {
      throw new SolverException(
          "No webroot was given for " + identifier + ".",
          "Add the directory that the web server serves for it.",
          List.of(identifier),
          null);
    }
    return directory;
  }

  private static SolverException unusable(
      ChallengeDirectory directory, List<Identifier> identifiers, IOException cause) {
    String names = identifiers.stream().map(Identifier::value).collect(Collectors.joining(", "));
    return new SolverException(
        "The webroot %s of %s cannot take challenge responses: %s."
            .formatted(directory.webroot(), names, reason(cause)),
        "Give the directory from which the web server serves http://%s/, and let the user that this program runs as write to %s."
            .formatted(identifiers.get(0).value(), directory.path()),
        identifiers,
        cause);
  }

  /** The JDK's file exceptions put the kind of failure into their type only. */
  private static String reason(IOException failure) {
    if (failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException) {
      return failure.getMessage() + " is not a directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission to write to " + failure.getMessage();
    }
    return failure.getMessage() + " (" + failure.getClass().getSimpleName() + ")";
  }
}
