package dev.acmesdk.client;

import dev.acmesdk.error.ProtocolViolationException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of one JSON object with the tolerance that lasts: what is optional may be absent,
 * {@code null} or of a wrong type; what is unknown is not looked at; what is required and missing
 * is named.
 */
final class ResourceReader {
  private final Map<?, ?> object;
  private final URI base;
  private final String noun;

  /**
   * Makes a reader.
   *
   * @param object the JSON
   * @param base where it came from, to resolve relative references
   * @param noun what it is, for messages
   */
  ResourceReader(Map<?, ?> object, URI base, String noun) {
    this.object = object;
    this.base = base;
    this.noun = noun;
  }

  @Nullable String text(String name) {
    return object.get(name) instanceof String text ? text : null;
  }

  String requiredText(String name) {
    String text = text(name);
    if (text == null) {
      throw missing(name);
    }
    return text;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(object.get(name));
  }

  int number(String name) {
    return object.get(name) instanceof Integer number ? number : 0;
  }

  @Nullable URI url(String name) {
    String text = text(name);
    return text == null ? null : Links.resolve(base, text);
  }

  /** A URL that will be requested: it must be there, and be HTTPS (RFC 8555 section 6.1). */
  URI requiredUrl(String name) {
    URI url = url(name);
    if (url == null) {
      throw missing(name);
    }
    return Https.required(url, noun);
  }

  /** A URL that may be requested: if it is there, it must be HTTPS. */
  @Nullable URI httpsUrl(String name) {
    URI url = url(name);
    return url == null ? null : Https.required(url, noun);
  }

  /** URLs that will be requested: each must be one, and HTTPS. */
  List<URI> httpsUrls(String name) {
    List<URI> urls = new ArrayList<>();
    for (String text : texts(name)) {
      URI url = Links.resolve(base, text);
      if (url == null) {
        throw missing(name);
      }
      urls.add(Https.required(url, noun));
    }
    return urls;
  }

  @Nullable Instant instant(String name) {
    String text = text(name);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  Instant requiredInstant(String name) {
    Instant instant = instant(name);
    if (instant == null) {
      throw missing(name);
    }
    return instant;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object element : elements(name)) {
      if (element instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Strings where all depends on their being all: none if something else is among them. */
  List<String> textsOnly(String name) {
    List<String> texts = texts(name);
    return texts.size() == elements(name).size() ? texts : List.of();
  }

  List<ResourceReader> objects(String name, String noun) {
    List<ResourceReader> readers = new ArrayList<>();
    for (Object element : elements(name)) {
      if (element instanceof Map<?, ?> child) {
        readers.add(new ResourceReader(child, base, noun));
      }
    }
    return readers;
  }

  @Nullable ResourceReader object(String name, String noun) {
    return object.get(name) instanceof Map<?, ?> child
        ? new ResourceReader(child, base, noun)
        : null;
  }

  /** The names of all members whose values are strings, with these. */
  Map<String, String> textMembers() {
    Map<String, String> members = new LinkedHashMap<>();
    object.forEach(
        (name, value) -> {
          if (value instanceof String text) {
            members.put((String) name, text);
          }
        });
    return members;
  }

  URI base() {
    return base;
  }

  /** A word of a closed set, or the constant UNKNOWN: servers may invent states. */
  <E extends Enum<E>> E constant(String name, Class<E> type) {
    String word = text(name);
    String wanted = word == null ? "" : word.toUpperCase(Locale.ROOT);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(wanted)) {
        return constant;
      }
    }
    return Enum.valueOf(type, "UNKNOWN");
  }

  private List<?> elements(String name) {
    return object.get(name) instanceof List<?> list ? list : List.of();
  }

  ProtocolViolationException missing(String name) {
    return new ProtocolViolationException(
        "The %s from %s lacks a usable member \"%s\".".formatted(noun, base, name),
        "Check that the directory URL is that of an ACME v2 server (RFC 8555).",
        null);
  }
}
