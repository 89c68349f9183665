package dev.acmesdk.testing.ca;

import java.io.IOException;

/** Answers requests, on the thread of their connection. */
@FunctionalInterface
interface Handler {

  /**
   * Answers one.
   *
   * @throws IOException if there is to be no answer; the connection is closed then
   */
  Answer handle(Request request) throws IOException;
}
