package dev.acmesdk.cli.work;

import dev.acmesdk.Acme;
import dev.acmesdk.cli.output.Screen;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Asks other CAs if the first one fails for reasons of its own. */
public final class Fallbacks {
  /** What has to do with the CA. A port in use or a broken store would fail with any other one. */
  private static final Set<Class<?>> OF_THE_CA =
      Set.of(
          DeadlineExceededException.class,
          ProtocolViolationException.class,
          RateLimitedException.class,
          RejectedException.class,
          ServerUnreachableException.class);

  private final Screen screen;
  private final List<URI> servers;

  /**
   * Other CAs.
   *
   * @param screen where it is told that one is asked
   * @param servers the URLs of their directories
   */
  public Fallbacks(Screen screen, List<URI> servers) {
    this.screen = screen;
    this.servers = servers;
  }

  /**
   * Does something at the first CA that does not fail.
   *
   * @param acme a request to the first one
   * @param verb what to do
   * @param <T> the type of the result
   * @return what came of it
   */
  public <T> T with(Acme acme, Function<Acme, T> verb) {
    Acme current = acme;
    for (URI next : servers) {
      try {
        return verb.apply(current);
      } catch (AcmeException e) {
        if (!OF_THE_CA.contains(e.getClass())) {
          throw e;
        }
        screen.warn("%s%nAsking %s instead.".formatted(e.getMessage(), next));
        current = acme.directory(next);
      }
    }
    return verb.apply(current);
  }
}
