package dev.acmesdk.testing.ca;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What goes back to the client. */
record Answer(int status, List<Header> headers, Octets body) {

  static Answer json(int status, Map<String, ?> body) {
    return new Answer(status, List.of(), Octets.of(Json.bytes(body)))
        .as("application/json; charset=utf-8");
  }

  static Answer empty(int status) {
    return new Answer(status, List.of(), Octets.NONE);
  }

  /** The same with another media type. */
  Answer as(String mediaType) {
    return replacing(new Header("Content-Type", mediaType));
  }

  Answer replacing(Header other) {
    List<Header> others = new ArrayList<>(headers);
    others.removeIf(header -> header.isNamed(other.name()));
    others.add(other);
    return new Answer(status, List.copyOf(others), body);
  }

  Optional<String> header(String name) {
    return headers.stream().filter(header -> header.isNamed(name)).map(Header::value).findFirst();
  }

  Answer with(Header header) {
    List<Header> more = new ArrayList<>(headers);
    more.add(header);
    return new Answer(status, List.copyOf(more), body);
  }

  Answer with(String name, String value) {
    return with(new Header(name, value));
  }

  Answer retryAfter(Duration wait) {
    return with(Header.retryAfter(wait));
  }

  Answer withBody(Octets other) {
    return new Answer(status, headers, other);
  }
}
