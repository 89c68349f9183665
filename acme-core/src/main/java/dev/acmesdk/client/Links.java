package dev.acmesdk.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Link headers (RFC 8288 section 3): several in one line or one a line, quoted or not. */
final class Links {
  private static final Pattern LINK =
      Pattern.compile(
          "<([^<>]*)>((?:\\s*;\\s*[^\\s=;,\"]+(?:\\s*=\\s*(?:\"[^\"]*\"|[^\\s;,\"]*))?)*)");
  private static final Pattern RELATIONS =
      Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]+))", Pattern.CASE_INSENSITIVE);

  /** Longer headers are no honest server's; matching them would only burn time. */
  private static final int MAX_LENGTH = 8_192;

  private Links() {}

  static @Nullable URI find(URI base, List<String> headers, String relation) {
    List<URI> found = findAll(base, headers, relation);
    return found.isEmpty() ? null : found.get(0);
  }

  static List<URI> findAll(URI base, List<String> headers, String relation) {
    return headers.stream()
        .filter(header -> header.length() <= MAX_LENGTH)
        .flatMap(header -> LINK.matcher(header).results())
        .filter(link -> hasRelation(link.group(2), relation))
        .mapMulti(
            (java.util.regex.MatchResult link, java.util.function.Consumer<URI> target) -> {
              URI resolved = resolve(base, link.group(1));
              if (resolved != null) {
                target.accept(resolved);
              }
            })
        .toList();
  }

  private static boolean hasRelation(String parameters, String relation) {
    Matcher rel = RELATIONS.matcher(parameters);
    if (!rel.find()) {
      return false;
    }
    String relations = rel.group(1) == null ? rel.group(2) : rel.group(1);
    return List.of(relations.toLowerCase(Locale.ROOT).split("\\s+")).contains(relation);
  }

  /** Makes a server's reference absolute; {@code null} if it is none. */
  static @Nullable URI resolve(URI base, String reference) {
    try {
      return base.resolve(reference.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
