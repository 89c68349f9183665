package dev.acmesdk.storage;

import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.PresentedChallenge;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An order in flight as texts. One of them is the key, so they belong into a private file. */
final class OrderText {
  static final String FILE = "order.json";

  private OrderText() {}

  static Map<String, String> write(OrderInFlight order, KeyCodec keys) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("directory", order.directory().toString());
    texts.put("account", order.account().toString());
    order.placed().ifPresent(url -> texts.put("order", url.toString()));
    List<String> identifiers = new ArrayList<>();
    order.identifiers().forEach(one -> identifiers.add(one.type() + " " + one.value()));
    texts.put("identifiers", String.join("\n", identifiers));
    if (order.profile() != null) {
      texts.put("profile", order.profile());
    }
    texts.put("begun", order.begun().toString());
    texts.put("presented", String.valueOf(order.isPresented()));
    if (!order.presented().isEmpty()) {
      texts.put("challenges", lines(order.presented()));
    }
    texts.put("private_key", keys.encode(order.key().getPrivate()));
    return texts;
  }

  /**
   * Reads it back.
   *
   * @param file where the texts are from, for messages
   * @throws dev.acmesdk.error.StoreException if the key is encrypted and cannot be decrypted
   * @throws IllegalArgumentException if something is missing or damaged; the message quotes no key
   */
  static OrderInFlight read(Path file, Map<String, String> texts, KeyCodec keys) {
    String url = texts.get("order");
    return new OrderInFlight(
        URI.create(required(texts, "directory")),
        URI.create(required(texts, "account")),
        url == null ? null : URI.create(url),
        required(texts, "identifiers").lines().map(OrderText::identifier).toList(),
        texts.get("profile"),
        keys.decode(file, required(texts, "private_key")),
        instant(required(texts, "begun")),
        Boolean.parseBoolean(texts.get("presented")),
        texts.getOrDefault("challenges", "").lines().map(OrderText::challenge).toList());
  }

  /** None of the words holds a blank. */
  private static String lines(List<PresentedChallenge> challenges) {
    return challenges.stream()
        .map(
            one ->
                String.join(
                    " ",
                    one.type(),
                    one.token(),
                    one.thumbprint(),
                    String.valueOf(one.wildcard()),
                    one.identifier().type(),
                    one.identifier().value()))
        .collect(Collectors.joining("\n"));
  }

  private static PresentedChallenge challenge(String line) {
    String[] words = line.split(" ", 5);
    if (words.length < 5) {
      throw new IllegalArgumentException("its member \"challenges\" is damaged");
    }
    return new PresentedChallenge(
        words[0], identifier(words[4]), Boolean.parseBoolean(words[3]), words[1], words[2]);
  }

  private static Identifier identifier(String text) {
    int blank = text.indexOf(' ');
    String value = text.substring(blank + 1);
    return text.startsWith("ip ") ? Identifier.ip(value) : Identifier.dns(value);
  }

  static String required(Map<String, String> texts, String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("its member \"" + name + "\" is missing");
    }
    return text;
  }

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no moment", e);
    }
  }
}
