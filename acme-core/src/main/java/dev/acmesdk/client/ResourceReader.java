package dev.acmesdk.client;

import dev.acmesdk.error.ProtocolViolationException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads members of one JSON object with the tolerance that lasts: what is optional may be absent,
 * {@code null} or of a wrong type; what is unknown is not looked at; what is required and missing
 * is named.
 */
final class ResourceReader {
  private final ObjectNode object;
  private final URI base;
  private final String noun;

  /**
   * Makes a reader.
   *
   * @param object the JSON
   * @param base where it came from, to resolve relative references
   * @param noun what it is, for messages
   */
  ResourceReader(ObjectNode object, URI base, String noun) {
    this.object = object;
    this.base = base;
    this.noun = noun;
  }

  @Nullable String text(String name) {
    JsonNode node = object.get(name);
    return node != null && node.isString() ? node.stringValue() : null;
  }

  String requiredText(String name) {
    String text = text(name);
    if (text == null) {
      throw missing(name);
    }
    return text;
  }

  boolean flag(String name) {
    JsonNode node = object.get(name);
    return node != null && node.isBoolean() && node.booleanValue();
  }

  int number(String name) {
    JsonNode node = object.get(name);
    return node != null && node.isInt() ? node.intValue() : 0;
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
    for (JsonNode element : elements(name)) {
      if (element.isString()) {
        texts.add(element.stringValue());
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
    for (JsonNode element : elements(name)) {
      if (element instanceof ObjectNode child) {
        readers.add(new ResourceReader(child, base, noun));
      }
    }
    return readers;
  }

  @Nullable ResourceReader object(String name, String noun) {
    return object.get(name) instanceof ObjectNode child
        ? new ResourceReader(child, base, noun)
        : null;
  }

  /** The names of all members whose values are strings, with these. */
  java.util.Map<String, String> textMembers() {
    java.util.Map<String, String> members = new java.util.LinkedHashMap<>();
    object
        .properties()
        .forEach(
            member -> {
              if (member.getValue().isString()) {
                members.put(member.getKey(), member.getValue().stringValue());
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

  private List<JsonNode> elements(String name) {
    JsonNode node = object.get(name);
    return node != null && node.isArray() ? List.copyOf(node.values()) : List.of();
  }

  ProtocolViolationException missing(String name) {
    return new ProtocolViolationException(
        "The %s from %s lacks a usable member \"%s\".".formatted(noun, base, name),
        "Check that the directory URL is that of an ACME v2 server (RFC 8555).",
        null);
  }
}
