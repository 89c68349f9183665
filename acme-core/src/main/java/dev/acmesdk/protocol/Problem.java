package dev.acmesdk.protocol;

import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server's account of what went wrong (RFC 9457, RFC 8555 section 6.7).
 *
 * <p>Texts are cleaned of control characters and cut at 2,000 characters when the value is made, so
 * that they can be shown and logged.
 *
 * @param type the problem's URN, {@code about:blank} if the server gave none
 * @param title a short summary, if given
 * @param detail what happened in this case, if given
 * @param status the HTTP status; 0 if the problem came inside another resource without one
 * @param instance a page for a human to visit, if given (RFC 8555 section 7.3.3)
 * @param identifier the identifier that the problem is about, if it is about one
 * @param subproblems one problem per identifier, for compound problems (section 6.7.1)
 * @param algorithms the signature algorithms that the server accepts, if it told (section 6.2)
 */
public record Problem(
    String type,
    @Nullable String title,
    @Nullable String detail,
    int status,
    @Nullable URI instance,
    @Nullable Identifier identifier,
    List<Problem> subproblems,
    List<String> algorithms)
    implements Serializable {
  private static final int MAX_SHOWN = 5;

  /** Cleans the texts and copies the lists. */
  public Problem {
    type = Text.clean(type);
    title = title == null ? null : Text.clean(title);
    detail = detail == null ? null : Text.clean(detail);
    subproblems = List.copyOf(subproblems);
    algorithms = Text.cleanAll(algorithms);
  }

  /**
   * A problem that consists of a kind and a text.
   *
   * @param kind its kind
   * @param detail what happened
   * @return the problem
   */
  public static Problem of(ProblemType kind, String detail) {
    return new Problem(kind.urn(), null, detail, 0, null, null, List.of(), List.of());
  }

  /**
   * The problem's kind.
   *
   * @return one of the registered kinds, or {@link ProblemType#OTHER}
   */
  public ProblemType kind() {
    return ProblemType.of(type);
  }

  /**
   * The page for a human to visit.
   *
   * @return {@code instance}, if the server gave it
   */
  public Optional<URI> instanceUrl() {
    return Optional.ofNullable(instance);
  }

  /**
   * What the problem is about.
   *
   * @return {@code identifier}, if the server gave it
   */
  public Optional<Identifier> subject() {
    return Optional.ofNullable(identifier);
  }

  /**
   * The best text there is.
   *
   * @return detail, else title, else the type
   */
  public String text() {
    if (detail != null && !detail.isEmpty()) {
      return detail;
    }
    return title != null && !title.isEmpty() ? title : type;
  }

  /**
   * The problem in one line, with its first five subproblems.
   *
   * @return for example {@code dns: No such name (example.com)}
   */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(ProblemType.shortName(type));
    if (!text().equals(type)) {
      line.append(": ").append(text());
    }
    if (identifier != null) {
      line.append(" (").append(identifier).append(')');
    }
    subproblems.stream().limit(MAX_SHOWN).forEach(sub -> line.append("; ").append(sub));
    if (subproblems.size() > MAX_SHOWN) {
      line.append("; and ").append(subproblems.size() - MAX_SHOWN).append(" more");
    }
    return line.toString();
  }
}
