package dev.acmesdk.http01;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to a request. Nothing in it is taken from the request.
 *
 * @param status code and reason
 * @param body ASCII text
 * @param withBody {@code false} if only its length is to be told
 */
record Answer(String status, String body, boolean withBody) {
  static final Answer BAD_REQUEST = new Answer("400 Bad Request");
  static final Answer NOT_FOUND = new Answer("404 Not Found");
  static final Answer HEAD_TOO_LARGE = new Answer("431 Request Header Fields Too Large");

  private static final Pattern REQUEST_LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~]+) HTTP/1\\.[0-9]");
  // RFC 9112 section 3.2.2: servers MUST accept the absolute form.
  private static final Pattern ABSOLUTE_FORM =
      Pattern.compile("https?://[^/?#]*(.*)", Pattern.CASE_INSENSITIVE);
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Answer(String status) {
    this(status, "", true);
  }

  static Answer to(String requestLine, Http01Responder responder) {
    Matcher parts = REQUEST_LINE.matcher(requestLine);
    if (!parts.matches()) {
      return BAD_REQUEST;
    }
    boolean isGet = parts.group(1).equals("GET");
    if (!isGet && !parts.group(1).equals("HEAD")) {
      return NOT_FOUND;
    }
    return responder
        .keyAuthorization(originForm(parts.group(2)))
        .map(keyAuthorization -> new Answer("200 OK", keyAuthorization, isGet))
        .orElse(NOT_FOUND);
  }

  private static String originForm(String target) {
    Matcher absolute = ABSOLUTE_FORM.matcher(target);
    return absolute.matches() ? absolute.group(1) : target;
  }

  ByteBuffer encode(Instant now) {
    String head =
        "HTTP/1.1 %s\r\nDate: %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(
                status,
                HTTP_DATE.format(now),
                body.isEmpty() ? "" : "Content-Type: application/octet-stream\r\n",
                body.length());
    return ByteBuffer.wrap((head + (withBody ? body : "")).getBytes(StandardCharsets.US_ASCII));
  }
}
