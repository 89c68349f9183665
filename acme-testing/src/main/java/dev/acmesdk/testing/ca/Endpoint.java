package dev.acmesdk.testing.ca;

import java.util.Set;
import java.util.function.BiFunction;

/** One operation of the API. */
interface Endpoint {

  /** Its name in the terms of RFC 8555. */
  String operation();

  /** The methods that it can be asked with. */
  Set<String> methods();

  /**
   * Answers a request with one of its methods.
   *
   * @param id the part of the path that tells one object from the others of its kind, or nothing
   */
  Answer answer(Request request, String id);

  /**
   * One that is read without a signature: the directory and new nonces (RFC 8555 section 6.3), and
   * renewal information (RFC 9773 section 4.1).
   */
  record Unsigned(String operation, BiFunction<Request, String, Answer> handler)
      implements Endpoint {
    @Override
    public Set<String> methods() {
      return Set.of("GET", "HEAD");
    }

    @Override
    public Answer answer(Request request, String id) {
      return handler.apply(request, id);
    }
  }
}
