package dev.acmesdk.testing.ca;

import java.io.IOException;

/** An answer of which the client is to get the beginning only, before the connection is reset. */
final class CutOff extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;
  private final int octets;

  CutOff(Answer answer, int octets) {
    super("The connection is reset after %d octets of the answer".formatted(octets));
    this.answer = answer;
    this.octets = octets;
  }

  Answer answer() {
    return answer;
  }

  int octets() {
    return octets;
  }
}
