package dev.acmesdk.testing.ca;

import org.jspecify.annotations.Nullable;

/** Hears of each request, before its answer is on the way. */
@FunctionalInterface
public interface RequestListener {

  /**
   * A request was answered.
   *
   * @param method the HTTP method
   * @param path the path of its URL
   * @param operation the name of the operation, or {@code unknown}
   * @param status the HTTP status of the answer
   * @param replaces which certificate a new order is to replace, if it says so
   * @param problem the end of the type of the problem that the answer tells, if it does
   */
  void answered(
      String method,
      String path,
      String operation,
      int status,
      @Nullable String replaces,
      @Nullable String problem);
}
