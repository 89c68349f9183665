package dev.acmesdk.error;

import dev.acmesdk.protocol.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and moments out of Boulder's words. Each pattern looks at a character a few times. */
final class RateLimitText {
  private static final Pattern NUMBER = Pattern.compile("too many [a-z ]{1,40}\\((\\d{1,9})\\)");

  /** Go's way, as in 168h0m0s, and the older 168 hours. */
  private static final Pattern WINDOW =
      Pattern.compile("in the last (?:(\\d{1,6})(?:h| hours?))?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

  private static final Pattern NAME = Pattern.compile(" for \"([^\"\\s]{1,255})\"");

  private static final Pattern END =
      Pattern.compile(
          "retry after (\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,9})?(?: UTC|Z)");

  private RateLimitText() {}

  /**
   * Reads a limit.
   *
   * @param problem what the CA said
   * @param retryAfter what the Retry-After header says, which counts more than the words
   */
  static RateLimit read(Problem problem, @Nullable Instant retryAfter) {
    Diagnosis diagnosis = Diagnoses.ofLimit(problem);
    String text = problem.text();
    Instant end = retryAfter == null ? end(text) : retryAfter;
    return new RateLimit(
        diagnosis,
        number(text),
        window(text),
        name(text),
        diagnosis.kind().isTerminal() ? null : end);
  }

  static int number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  static Duration window(String text) {
    Matcher matcher = WINDOW.matcher(text);
    return matcher.find()
        ? Duration.ofHours(part(matcher, 1))
            .plusMinutes(part(matcher, 2))
            .plusSeconds(part(matcher, 3))
        : Duration.ZERO;
  }

  private static long part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  static @Nullable String name(String text) {
    Matcher matcher = NAME.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  static @Nullable Instant end(String text) {
    Matcher matcher = END.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    try {
      return Instant.parse(matcher.group(1) + "T" + matcher.group(2) + "Z");
    } catch (DateTimeParseException e) {
      // Digits that are no moment, such as a 13th month, tell nothing.
      return null;
    }
  }
}
