package dev.acmesdk.dns01;

import java.io.IOException;

/**
 * The plug point for whoever hosts a zone: a web API, a dynamic update (RFC 2136), a zone file.
 *
 * <p>An implementation finds the zone of a record's name itself; the name may be several labels
 * below it. It MUST be thread-safe if solvers of several issuances share it.
 */
public interface DnsProvider {

  /**
   * Adds a record. It MUST leave other records of that name in place: an order for {@code
   * example.com} and {@code *.example.com} needs two values at one name at the same time, and so do
   * two issuers of one name. Where an API can only replace the whole set, read it, add the value,
   * and write it back. It MUST succeed if the record is there already.
   *
   * <p>It SHOULD return as soon as the provider has accepted the record; it need not be visible
   * yet.
   *
   * @param record what to add; another TTL may be used if the provider does not allow that one. A
   *     long value belongs into several strings: {@link TxtRecord#strings}
   * @throws IOException if it cannot be added; the message says why, without secrets such as API
   *     keys
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void addTxt(TxtRecord record) throws IOException, InterruptedException;

  /**
   * Removes a record. It MUST remove only the record with this value, whatever its TTL, and leave
   * other records of that name in place. It MUST succeed if there is no such record. It may be
   * called in another process than {@link #addTxt} was, and also when that has failed.
   *
   * @param record the argument of {@link #addTxt}
   * @throws IOException if it had to be left behind; the message says why, without secrets
   */
  void removeTxt(TxtRecord record) throws IOException;
}
