package dev.acmesdk.blackbox;

import dev.acmesdk.crypto.CertificateChain;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/** A CA that the tests in {@link CaContract}s are run with, whichever it is. */
interface CaUnderTest extends AutoCloseable {

  /** What it is to be like: strict, and without refused nonces, unless something else is said. */
  interface Setup {

    Setup nonceReject(int percent);

    /** How often a valid authorization is used again, in percent, by a CA that does so at all. */
    Setup authorizationReuse(int percent);

    /** How many intermediates each chain has, from 1. */
    Setup chainLength(int intermediates);

    /** How many more roots there are, each with chains of its own. */
    Setup alternateRoots(int roots);

    Setup ordersPerPage(int orders);

    /** A profile beside {@code default}, which is valid for 90 days. */
    Setup profile(String name, Duration validity);

    /** Refuses accounts without an external account; this is one that it knows. */
    Setup externalAccount(String keyId, String base64UrlMacKey);

    /** Where TLS-ALPN-01 is validated; a free port, unless a test has one already. */
    Setup tlsPort(int port);

    CaUnderTest start() throws IOException, InterruptedException;
  }

  /** What a test says about the renewal of a certificate, and a client cannot make sense of. */
  @FunctionalInterface
  interface Nonsense {
    void say(CertificateChain about) throws IOException, InterruptedException;
  }

  /** Where an ACME client begins. */
  URI directoryUri();

  /** What a client has to trust, in PEM. */
  String trustAnchor();

  /** The path below which accounts are made. */
  String newAccountPath();

  /** Where the response to HTTP-01 is expected, whatever the name, at 127.0.0.1. */
  int httpPort();

  /** Where the response to TLS-ALPN-01 is expected, whatever the name, at 127.0.0.1. */
  int tlsPort();

  /** The PEM text of a root: 0 is the default, alternate ones follow. */
  String root(int index) throws IOException, InterruptedException;

  /** The code of the reason for which it counts a certificate as revoked, if it does. */
  OptionalInt revocation(X509Certificate certificate) throws IOException, InterruptedException;

  /** Makes every validation of a name fail, since its DNS does. */
  void breakName(String name) throws IOException, InterruptedException;

  /** A number that grows when control of a name is looked at. */
  long validations(String name) throws IOException, InterruptedException;

  /** The zones that it asks. */
  TxtZone zone();

  /** Says when a certificate had better be renewed, and why. */
  void suggestRenewal(CertificateChain chain, Instant start, Instant end, URI why)
      throws IOException, InterruptedException;

  /** Different kinds of nonsense about renewals. */
  List<Nonsense> nonsense();

  /** Leaves the test out if this one is too old to have renewal information. */
  default void assumeRenewalInfo() {}

  /** Leaves the test out if this one is too old to have profiles. */
  default void assumeProfiles() {}

  @Override
  void close();

  /** TXT records of any name. */
  @FunctionalInterface
  interface TxtZone {
    /** Replaces all values of a name. */
    void setTxt(String name, Collection<String> values) throws IOException, InterruptedException;
  }
}
