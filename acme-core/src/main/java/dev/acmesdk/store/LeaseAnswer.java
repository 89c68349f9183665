package dev.acmesdk.store;

/** What becomes of the wish for a lease: the {@link Lease}, or the news that it is taken. */
public sealed interface LeaseAnswer permits Lease, LeaseHeld {

  /**
   * Which lineage it is about.
   *
   * @return the lineage's name
   */
  String name();

  /**
   * Who has the lease now.
   *
   * @return a text for people to read
   */
  String holder();
}
