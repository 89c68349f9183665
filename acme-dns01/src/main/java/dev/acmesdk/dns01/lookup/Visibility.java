package dev.acmesdk.dns01.lookup;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What name servers say of records at a moment.
 *
 * @param reports what each server says of each name
 * @param troubles why the servers of some name could not be found or asked; mostly none
 * @param isComplete whether the records can be seen, as far as the check demands it
 */
public record Visibility(List<ServerReport> reports, List<String> troubles, boolean isComplete) {
  /** Copies the lists. */
  public Visibility {
    reports = List.copyOf(reports);
    troubles = List.copyOf(troubles);
  }

  /** A line for each server and trouble, in plain words. */
  @Override
  public String toString() {
    return Stream.concat(reports.stream().map(ServerReport::toString), troubles.stream())
        .collect(Collectors.joining("\n"));
  }
}
