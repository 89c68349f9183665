package dev.acmesdk.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Link headers (RFC 8288 section 3): several in one line or one a line, quoted or not. */
final class Links {
  /** Longer headers are no honest server's; reading them would only burn time. */
  private static final int MAX_LENGTH = 8_192;

  private Links() {}

  static @Nullable URI find(URI base, List<String> headers, String relation) {
    List<URI> found = findAll(base, headers, relation);
    return found.isEmpty() ? null : found.get(0);
  }

  static List<URI> findAll(URI base, List<String> headers, String relation) {
    List<URI> found = new ArrayList<>();
    for (String header : headers) {
      for (String link : split(header, ',')) {
        URI target = hasRelation(link, relation) ? target(base, link) : null;
        if (target != null) {
          found.add(target);
        }
      }
    }
    return found;
  }

  /**
   * Makes a server's reference absolute; {@code null} if it is none. Characters beyond ASCII, which
   * may be invisible, are percent-encoded, as RFC 3986 section 2 demands.
   */
  static @Nullable URI resolve(URI base, String reference) {
    if (reference.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      return null;
    }
    try {
      return URI.create(base.resolve(reference.strip()).toASCIIString());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable URI target(URI base, String link) {
    String reference = split(link, ';').get(0).strip();
    return reference.startsWith("<") && reference.endsWith(">")
        ? resolve(base, reference.substring(1, reference.length() - 1))
        : null;
  }

  private static boolean hasRelation(String link, String relation) {
    for (String parameter : split(link, ';')) {
      int equals = parameter.indexOf('=');
      if (equals >= 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("rel")) {
        // The first one counts (RFC 8288 section 3.3).
        return relations(parameter.substring(equals + 1)).contains(relation);
      }
    }
    return false;
  }

  private static List<String> relations(String value) {
    return List.of(value.replace('"', ' ').strip().toLowerCase(Locale.ROOT).split("\\s+"));
  }

  /** Splits at a separator where it is neither in quotes nor in a reference. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    char end = 0;
    int start = 0;
    for (int i = 0; i < text.length() && text.length() <= MAX_LENGTH; i++) {
      char c = text.charAt(i);
      if (end != 0) {
        end = c == end ? 0 : end;
      } else if (c == '"' || c == '<') {
        end = c == '"' ? '"' : '>';
      } else if (c == separator) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return text.length() <= MAX_LENGTH ? parts : List.of("");
  }
}
