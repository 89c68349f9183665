package dev.acmesdk.testing.command;

import dev.acmesdk.testing.Faults;
import dev.acmesdk.testing.Occasion;
import dev.acmesdk.testing.RetryAfter;
import dev.acmesdk.testing.Trouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How troubles are written: {@code finalize:1=lost-answer}, {@code any:20%=503}, {@code
 * newOrder=429/30s}.
 *
 * @param occasion which requests
 * @param trouble what befalls them
 */
record TroubleWords(Occasion occasion, Trouble trouble) {
  private static final Pattern OCCASION = Pattern.compile("(\\w+)(?::(?:(1-)?(\\d+)|(\\d+)%))?");
  private static final Pattern STATUS = Pattern.compile("\\d{3}");

  /** Reads one; the seed decides which requests a percentage means. */
  static TroubleWords read(String text, long seed) {
    String[] parts = Values.pair(text, "WHEN=WHAT, as in finalize:1=lost-answer");
    return new TroubleWords(occasion(parts[0], seed), trouble(parts[1]));
  }

  void apply(Faults faults) {
    faults.when(occasion, trouble);
  }

  private static Occasion occasion(String text, long seed) {
    Matcher word = OCCASION.matcher(text);
    if (!word.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not OPERATION, OPERATION:NUMBER, OPERATION:1-NUMBER or OPERATION:PERCENT%%"
              .formatted(text));
    }
    boolean isAny = word.group(1).equals("any");
    if (word.group(3) != null) {
      return numbered(isAny, word);
    }
    if (word.group(4) != null) {
      int percent = Values.number(word.group(4));
      return isAny ? Occasion.chance(percent, seed) : Occasion.chance(word.group(1), percent, seed);
    }
    return isAny ? Occasion.each() : Occasion.each(word.group(1));
  }

  private static Occasion numbered(boolean isAny, Matcher word) {
    if (isAny) {
      throw new IllegalArgumentException(
          "requests are counted for one operation, not for any: " + word.group());
    }
    int number = Values.number(word.group(3));
    return word.group(2) == null
        ? Occasion.nth(word.group(1), number)
        : Occasion.next(word.group(1), number);
  }

  private static Trouble trouble(String text) {
    String[] parts = text.split("/", 2);
    String value = parts.length < 2 ? "" : parts[1];
    if (STATUS.matcher(parts[0]).matches()) {
      return status(Values.number(parts[0]), value);
    }
    return switch (value.isEmpty() ? text : parts[0] + "/") {
      case "lost-request" -> Trouble.lostRequest();
      case "lost-answer" -> Trouble.lostAnswer();
      case "strange-members" -> Trouble.strangeMembers();
      case "wrong-chain" -> Trouble.wrongChain();
      case "wrong-key" -> Trouble.wrongKey();
      case "slow/" -> Trouble.slow(Values.time(value));
      case "reset/" -> Trouble.reset(Values.number(value));
      case "shifted-date/" -> Trouble.shiftedDate(Values.time(value));
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is no trouble; take slow/TIME, lost-request, lost-answer, reset/OCTETS,"
                      .formatted(text)
                  + " STATUS, STATUS/TIME, STATUS/date/TIME, STATUS/urn:..., shifted-date/TIME,"
                  + " strange-members, wrong-chain or wrong-key");
    };
  }

  /** Alone, with a time to come back in one of the two forms, or with the type of a problem. */
  private static Trouble status(int status, String more) {
    if (more.isEmpty()) {
      return Trouble.status(status);
    }
    if (more.startsWith("urn:")) {
      return Trouble.problem(status, more, "It was to go wrong");
    }
    return Trouble.status(
        status,
        more.startsWith("date/")
            ? RetryAfter.date(Values.time(more.substring("date/".length())))
            : RetryAfter.seconds(Values.time(more)));
  }
}
