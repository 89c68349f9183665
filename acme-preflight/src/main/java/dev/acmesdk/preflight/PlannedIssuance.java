package dev.acmesdk.preflight;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.ca.PlannedOrder;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.store.CertificateStore;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is going to be ordered, from whom, how control will be proved, and where the certificate
 * will be kept: what checks look at.
 *
 * <p>Instances are immutable, and as thread-safe as what they were made of; methods return changed
 * copies.
 */
public final class PlannedIssuance {
  private static final int HTTP_PORT = 80;

  private final AcmeClient client;
  private final PlannedOrder order;
  private final List<ChallengeSolver<?>> solvers;
  private final Applicant applicant;
  private final Place place;
  private final Entrance entrance;
  private final Clock clock;

  /** Who orders. */
  private record Applicant(boolean isKnown, boolean agrees, boolean hasExternalAccount) {}

  /** Where the result will be. */
  private record Place(@Nullable CertificateStore store, @Nullable Path directory) {}

  /** Where requests come in: the CA's choice, and what is opened here if it is known. */
  private record Entrance(
      int publicPort, int localPort, @Nullable InetAddress address, boolean isSaid) {}

  private PlannedIssuance(
      AcmeClient client,
      PlannedOrder order,
      List<ChallengeSolver<?>> solvers,
      Applicant applicant,
      Place place,
      Entrance entrance,
      Clock clock) {
    this.client = client;
    this.order = order;
    this.solvers = List.copyOf(solvers);
    this.applicant = applicant;
    this.place = place;
    this.entrance = entrance;
    this.clock = clock;
  }

  /**
   * A plan in which nothing is known of account and store.
   *
   * @param client how to talk with the CA; it is not closed
   * @param order what is going to be ordered
   * @param solvers how control will be proved
   * @return the plan
   */
  public static PlannedIssuance of(
      AcmeClient client, PlannedOrder order, List<? extends ChallengeSolver<?>> solvers) {
    return new PlannedIssuance(
        client,
        order,
        List.copyOf(solvers),
        new Applicant(true, true, true),
        new Place(null, null),
        new Entrance(HTTP_PORT, HTTP_PORT, null, false),
        Clock.systemUTC());
  }

  /**
   * The same with an account that has to be made first.
   *
   * @param agrees whether the CA's terms of service are agreed to
   * @param hasExternalAccount whether there are credentials for external account binding
   * @return a changed copy
   */
  public PlannedIssuance withNewAccount(boolean agrees, boolean hasExternalAccount) {
    return with(new Applicant(false, agrees, hasExternalAccount), place, entrance, clock);
  }

  /**
   * The same with a store.
   *
   * @param store where the certificate will be kept
   * @return a changed copy
   */
  public PlannedIssuance withStore(CertificateStore store) {
    return with(applicant, new Place(store, place.directory), entrance, clock);
  }

  /**
   * The same with a directory, on whose disk there should be some space.
   *
   * @param directory where the store is; it need not be there yet
   * @return a changed copy
   */
  public PlannedIssuance withStoreDirectory(Path directory) {
    return with(applicant, new Place(place.store, directory), entrance, clock);
  }

  /**
   * The same with a place where requests come in.
   *
   * @param localPort the port that will be opened, if one will
   * @param address where it will be opened, {@code null} for all addresses
   * @return a changed copy
   */
  public PlannedIssuance withListening(int localPort, @Nullable InetAddress address) {
    return with(
        applicant, place, new Entrance(entrance.publicPort, localPort, address, true), clock);
  }

  /**
   * The same for a CA that connects to another port than 80 for HTTP-01; none on the Internet does.
   *
   * @param port the port
   * @return a changed copy
   */
  public PlannedIssuance withPublicPort(int port) {
    return with(
        applicant, place, new Entrance(port, entrance.localPort, entrance.address, true), clock);
  }

  /**
   * The same with another clock.
   *
   * @param other the system's, if not given
   * @return a changed copy
   */
  public PlannedIssuance withClock(Clock other) {
    return with(applicant, place, entrance, other);
  }

  private PlannedIssuance with(Applicant who, Place where, Entrance entry, Clock time) {
    return new PlannedIssuance(client, order, solvers, who, where, entry, time);
  }

  /**
   * How to talk with the CA.
   *
   * @return the client, open
   */
  public AcmeClient client() {
    return client;
  }

  /**
   * What is going to be ordered.
   *
   * @return the order
   */
  public PlannedOrder order() {
    return order;
  }

  /**
   * What the certificate will be for.
   *
   * @return the identifiers of the order
   */
  public List<Identifier> identifiers() {
    return order.identifiers();
  }

  /**
   * How control will be proved.
   *
   * @return the solvers, the preferred ones first
   */
  public List<ChallengeSolver<?>> solvers() {
    return solvers;
  }

  /**
   * Whether an account has to be made first.
   *
   * @return {@code false} if there is one
   */
  public boolean needsAccount() {
    return !applicant.isKnown;
  }

  /**
   * Whether the CA's terms of service are agreed to.
   *
   * @return {@code true} if they are, or were when the account was made
   */
  public boolean agreesToTerms() {
    return applicant.agrees;
  }

  /**
   * Whether there are credentials for external account binding.
   *
   * @return {@code true} if there are, or were when the account was made
   */
  public boolean hasExternalAccount() {
    return applicant.hasExternalAccount;
  }

  /**
   * Where the certificate will be kept.
   *
   * @return the store, if it is known
   */
  public Optional<CertificateStore> store() {
    return Optional.ofNullable(place.store);
  }

  /**
   * Where the store is.
   *
   * @return its directory, if it is in one
   */
  public Optional<Path> storeDirectory() {
    return Optional.ofNullable(place.directory);
  }

  /**
   * The port that the CA connects to for HTTP-01.
   *
   * @return 80, but for CAs in tests
   */
  public int publicPort() {
    return entrance.publicPort;
  }

  /** A private CA may connect to another port than 80, of which nothing was said here. */
  boolean knowsPublicPort() {
    return entrance.isSaid || CertificateAuthorities.at(client.directoryUrl()).isPresent();
  }

  /**
   * The port that will be opened here.
   *
   * @return another one than {@link #publicPort} if that is forwarded
   */
  public int localPort() {
    return entrance.localPort;
  }

  /**
   * Where the port will be opened.
   *
   * @return one address; empty for all
   */
  public Optional<InetAddress> listeningAddress() {
    return Optional.ofNullable(entrance.address);
  }

  /**
   * The time.
   *
   * @return a clock
   */
  public Clock clock() {
    return clock;
  }
}
