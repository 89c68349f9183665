package dev.acmesdk.dns01;

import java.io.IOException;
import java.util.List;

/**
 * The ability of a {@link DnsProvider} to find out, before an order is spent, whether it can change
 * the zones: whether its credentials are good, and meant for these names.
 */
@FunctionalInterface
public interface ZoneCheck {

  /**
   * Tries as much as can be tried without a change that anybody could see.
   *
   * @param names the names of the records that there will be, without trailing dot
   * @throws IOException if records could not be added there; the message says why, and what to do,
   *     without secrets
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void check(List<String> names) throws IOException, InterruptedException;
}
