package dev.acmesdk.storage;

import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.RenewalInfo;
import dev.acmesdk.store.RenewalState;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is remembered of the attempts to renew a lineage, as texts. */
final class RenewalText {
  static final List<String> NAMES =
      List.of(
          "failures",
          "last_failure",
          "problem",
          "next_attempt",
          "ari_certificate",
          "ari_start",
          "ari_end",
          "ari_explanation",
          "ari_fetched",
          "ari_retry_after",
          "renewed",
          "closed");

  private static final int LONGEST_PROBLEM = 1_000;

  /** Until a human has acted. */
  private static final String NEVER = "never";

  private RenewalText() {}

  static Map<String, String> write(RenewalState state) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (state.failures() > 0) {
      texts.put("failures", String.valueOf(state.failures()));
    }
    put(texts, "last_failure", state.lastFailure());
    put(texts, "problem", state.problem() == null ? null : oneLine(state.problem()));
    put(texts, "next_attempt", state.nextAttempt());
    RenewalInfo info = state.info();
    if (info != null) {
      put(texts, "ari_certificate", info.certificate().value());
      put(texts, "ari_start", info.start());
      put(texts, "ari_end", info.end());
      put(texts, "ari_explanation", info.explanationUrl());
      put(texts, "ari_fetched", info.fetchedAt());
      put(texts, "ari_retry_after", info.askAgainAt());
    }
    put(texts, "renewed", state.renewedAt());
    if (!state.closed().isEmpty()) {
      texts.put("closed", closed(state.closed()));
    }
    return texts;
  }

  /** URLs and moments in turn: neither has a space. */
  private static String closed(Map<URI, Instant> closed) {
    return closed.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(ca -> ca.getKey() + " " + (ca.getValue().equals(Instant.MAX) ? NEVER : ca.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static void put(Map<String, String> texts, String name, @Nullable Object value) {
    if (value != null) {
      texts.put(name, value.toString());
    }
  }

  /** What a renewal file can hold of it: both kinds of quotes are more than its syntax can bear. */
  private static String oneLine(String problem) {
    String line =
        problem.replaceAll("\\p{Cntrl}|[\\u2028\\u2029]", " ").replace('"', '\'').replace('%', ' ');
    return line.length() <= LONGEST_PROBLEM ? line : line.substring(0, LONGEST_PROBLEM) + "…";
  }

  /**
   * Reads it back.
   *
   * @throws IllegalArgumentException if something is damaged
   */
  static RenewalState read(Map<String, String> texts) {
    return new RenewalState(
        Integer.parseInt(texts.getOrDefault("failures", "0")),
        moment(texts, "last_failure"),
        texts.get("problem"),
        moment(texts, "next_attempt"),
        texts.containsKey("ari_certificate") ? info(texts) : null,
        moment(texts, "renewed"),
        closed(texts.getOrDefault("closed", "")));
  }

  private static Map<URI, Instant> closed(String text) {
    Map<URI, Instant> closed = new HashMap<>();
    String[] words = text.isBlank() ? new String[0] : text.strip().split(" +");
    for (int i = 0; i + 1 < words.length; i += 2) {
      closed.put(
          URI.create(words[i]),
          words[i + 1].equals(NEVER) ? Instant.MAX : OrderText.instant(words[i + 1]));
    }
    return closed;
  }

  private static @Nullable Instant moment(Map<String, String> texts, String name) {
    String text = texts.get(name);
    return text == null ? null : OrderText.instant(text);
  }

  private static RenewalInfo info(Map<String, String> texts) {
    String explanation = texts.get("ari_explanation");
    return new RenewalInfo(
        new CertificateId(OrderText.required(texts, "ari_certificate")),
        OrderText.instant(OrderText.required(texts, "ari_start")),
        OrderText.instant(OrderText.required(texts, "ari_end")),
        explanation == null ? null : URI.create(explanation),
        OrderText.instant(OrderText.required(texts, "ari_fetched")),
        OrderText.instant(OrderText.required(texts, "ari_retry_after")));
  }
}
