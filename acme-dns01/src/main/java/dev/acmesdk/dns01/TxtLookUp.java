package dev.acmesdk.dns01;

import java.io.IOException;
import java.util.List;

/**
 * The plug point for who can read a zone: a resolver, or the same web API that changes it. An
 * implementation MUST be thread-safe if solvers of several issuances share it.
 */
@FunctionalInterface
public interface TxtLookUp {

  /**
   * Reads the TXT records of a name.
   *
   * @param name the whole name, without trailing dot
   * @return the value of each record, its strings joined; none if there is no such name or record
   * @throws IOException if it could not be found out; the message says why
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  List<String> values(String name) throws IOException, InterruptedException;
}
