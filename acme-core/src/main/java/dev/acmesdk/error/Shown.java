package dev.acmesdk.error;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What others wrote, made fit to be shown: short, on one line, and nothing that deceives. */
final class Shown {
  private static final int MAX_LISTED = 10;
  private static final int MAX_LENGTH = 100;
  private static final int MAX_LINK = 2_000;

  /** What moves a cursor or fakes a log line. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  private static final Pattern LINK = Pattern.compile("https://[!-~]++");

  private Shown() {}

  static String line(String text) {
    return UNSEEN.matcher(text).replaceAll(" ").strip();
  }

  static String word(String text) {
    String bounded = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    return line(bounded);
  }

  static String list(Collection<String> words) {
    String some =
        words.stream()
            .sorted()
            .limit(MAX_LISTED)
            .map(Shown::word)
            .collect(Collectors.joining(", "));
    int more = words.size() - MAX_LISTED;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  /** The first few names of many. */
  static String names(List<?> names) {
    int max = 3;
    String some =
        names.stream()
            .limit(max)
            .map(name -> word(name.toString()))
            .collect(Collectors.joining(", "));
    return names.size() > max ? some + " and " + (names.size() - max) + " more" : some;
  }

  /** A link that a human may be sent to, or {@code null} if it is not whole and HTTPS. */
  static @Nullable URI link(@Nullable URI url) {
    return url == null ? null : link(url.toString());
  }

  /** The first HTTPS link in a text that was not cut off within it. */
  static @Nullable URI link(String text) {
    Matcher matcher = LINK.matcher(text);
    if (!matcher.find() || matcher.end() - matcher.start() > MAX_LINK) {
      return null;
    }
    boolean isCut = matcher.end() < text.length() && text.charAt(matcher.end()) > '~';
    return isCut ? null : parsed(withoutStops(matcher.group()));
  }

  private static String withoutStops(String link) {
    int end = link.length();
    while (".,;:!?)>\"'".indexOf(link.charAt(end - 1)) >= 0) {
      end--;
    }
    return link.substring(0, end);
  }

  private static @Nullable URI parsed(String link) {
    try {
      URI url = new URI(link);
      return url.getHost() == null || url.getRawUserInfo() != null ? null : url;
    } catch (URISyntaxException e) {
      // What is no URL is not shown as one; the CA's words are shown anyway.
      return null;
    }
  }
}
