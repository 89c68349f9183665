package dev.acmesdk.testing.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the values of options are written. What cannot be read is refused. */
final class Values {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int LAST_PORT = 65_535;

  private Values() {}

  /** Reads a value, and names its option if that cannot be done. */
  static <T> T named(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"%s\" is not a number".formatted(text), e);
    }
  }

  static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"%s\" is not a number".formatted(text), e);
    }
  }

  /** 0 is one that is free now. */
  static int port(String text) {
    int port = number(text);
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "%d is not a port; take 0 to %d".formatted(port, LAST_PORT));
    }
    return port == 0 ? freePort() : port;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, address("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalArgumentException("no port is free: " + e.getMessage(), e);
    }
  }

  /** The two sides of an equals sign. A secret may be behind it, so no message quotes that. */
  static String[] pair(String text, String form) {
    String[] parts = text.split("=", 2);
    if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new IllegalArgumentException("\"%s\" is not %s".formatted(parts[0], form));
    }
    return parts;
  }

  /** An address and a port, as in {@code 127.0.0.1:14000} or {@code [::1]:0}. */
  static InetSocketAddress socket(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
    if (host.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" is not ADDRESS:PORT, as in 127.0.0.1:14000".formatted(text));
    }
    int port = number(text.substring(colon + 1));
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "%d is not a port; take 0 to %d".formatted(port, LAST_PORT));
    }
    return new InetSocketAddress(address(host), port);
  }

  /** The way in which {@link #socket} reads it. */
  static String written(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** An address that is written as such; names are not looked up, other than localhost. */
  static InetAddress address(String text) {
    String literal = text.equals("localhost") ? "127.0.0.1" : text;
    if (!LITERAL.matcher(literal).matches()) {
      throw new IllegalArgumentException("\"%s\" is not an IP address".formatted(text));
    }
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("\"%s\" is not an IP address".formatted(text), e);
    }
  }

  /** A time such as {@code 90d}, {@code 12h}, {@code 5m}, {@code 3s}, {@code 250ms}, or as ISO. */
  static Duration time(String text) {
    Matcher word = SHORT.matcher(text);
    if (!word.matches()) {
      return isoTime(text);
    }
    long amount = Long.parseLong(word.group(1));
    return switch (word.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Duration isoTime(String text) {
    try {
      return Duration.parse(text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a time; write 90d, 12h, 5m, 3s or 250ms".formatted(text), e);
    }
  }
}
