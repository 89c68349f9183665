package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a kind means, and the words by which a CA's problem is known to be of that kind.
 *
 * @param kind the kind
 * @param cause why, as one or more sentences
 * @param remedy what to do, as one or more sentences
 * @param signs each of them is enough
 */
record Rule(DiagnosisKind kind, String cause, String remedy, List<Sign> signs) {
  /** More than any position in a text. */
  private static final long WEAK = 100_000;

  static Rule of(DiagnosisKind kind, String cause, String remedy) {
    return new Rule(kind, cause, remedy, List.of());
  }

  Rule sign(Set<ProblemType> types, String... words) {
    return with(new Sign(types, List.of(words), 0));
  }

  Rule sign(ProblemType type, String... words) {
    return sign(Set.of(type), words);
  }

  /** Words that also occur by chance: they count where no others do. */
  Rule weakSign(ProblemType type, String... words) {
    return with(new Sign(Set.of(type), List.of(words), WEAK));
  }

  private Rule with(Sign sign) {
    List<Sign> more = new ArrayList<>(signs);
    more.add(sign);
    return new Rule(kind, cause, remedy, List.copyOf(more));
  }

  /**
   * One way in which CAs say it.
   *
   * @param types of problems; another type means another thing
   * @param words lower-case texts that occur one after the other
   * @param handicap how much later than it does it counts as occurring
   */
  record Sign(Set<ProblemType> types, List<String> words, long handicap) {
    static final long ABSENT = Long.MAX_VALUE;

    /**
     * How well it fits; less is better. What stands first wins, because what a CA quotes from
     * elsewhere stands behind its own words; at the same place, more words win.
     */
    long rank(ProblemType type, String text) {
      int first = types.contains(type) ? text.indexOf(words.get(0)) : -1;
      int end = first;
      long length = 0;
      for (String word : words) {
        int found = end < 0 ? -1 : text.indexOf(word, end);
        end = found < 0 ? -1 : found + word.length();
        length += word.length();
      }
      return end < 0 ? ABSENT : (first + handicap) * WEAK - length;
    }
  }
}
