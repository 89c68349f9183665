package dev.acmesdk;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.preflight.PreflightReport;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A complete request, and what can be done with it. Immutable; may be used again and again, and by
 * several threads.
 *
 * <p>All verbs throw kinds of {@link dev.acmesdk.error.AcmeException}. When the calling thread is
 * interrupted they end at once with a {@link dev.acmesdk.error.CancelledException}, except for
 * this: a certificate that was issued already is stored and returned, since the CA counts it. The
 * interrupt flag is set in both cases.
 */
public final class AcmeRequest {
  private final Authenticator authenticator;
  private final Settings settings;
  private final List<String> names;
  private final List<Identifier> identifiers;
  private final @Nullable String lineageName;

  AcmeRequest(
      Authenticator authenticator,
      Settings settings,
      List<String> names,
      List<Identifier> identifiers,
      @Nullable String lineageName) {
    this.authenticator = authenticator;
    this.settings = settings;
    this.names = List.copyOf(names);
    this.identifiers = List.copyOf(identifiers);
    this.lineageName = lineageName;
  }

  /**
   * The name under which the certificate is kept: Certbot's {@code --cert-name}. If not given, it
   * is the lineage for exactly these names, or a new one called after the first name. Give it if
   * the names may change, but the paths of the files must not.
   *
   * @param name a name for files
   * @return a changed copy
   */
  public AcmeRequest named(String name) {
    return new AcmeRequest(authenticator, settings, names, identifiers, name);
  }

  /**
   * Makes sure that there is a certificate: returns the stored one if it is for these names, from
   * this CA, and not due for renewal, without one request to the CA; else gets a new one and stores
   * it. So it may be called at every start of a program.
   *
   * @return the current certificate of the lineage
   */
  public Lineage obtain() {
    return Interruption.ends(() -> obtaining().obtain());
  }

  /**
   * Does {@link #obtain()} in a thread of its own. Cancelling the result interrupts it.
   *
   * @return completes with the certificate, or with a kind of {@link
   *     dev.acmesdk.error.AcmeException}
   */
  public CompletableFuture<Lineage> obtainAsync() {
    return Background.run(this::obtain);
  }

  /**
   * Gets a new certificate and stores it, whether one is needed or not. CAs limit how often that
   * may be done for the same names: five times a week at Let's Encrypt. If a program was killed
   * within the last hour between storing a new certificate and returning it, it is that one.
   *
   * @return the new certificate
   */
  public Lineage reissue() {
    return Interruption.ends(() -> obtaining().reissue());
  }

  /**
   * Goes all the way without storing a certificate: Certbot's {@code --dry-run}. It asks the CA's
   * twin for practice, such as Let's Encrypt's staging environment, where one is known ({@link
   * dev.acmesdk.ca.CertificateAuthorities}); other CAs are asked themselves. Control is really
   * proved, even if the CA remembers an earlier proof. An account that has to be made for it is
   * kept.
   *
   * @return the certificate that was issued and is now forgotten
   */
  public IssuedCertificate dryRun() {
    return Interruption.ends(() -> obtaining().dryRun());
  }

  /**
   * Changes how the certificate is to be renewed from now on, once {@link #dryRun()} has shown that
   * this works: Certbot's {@code reconfigure}. The store notes how control is proved, and what else
   * this request says: the kind of the next key, whether it is used again, chain, profile, {@link
   * Acme#renewalParameter}. What it does not say stays. If the attempt fails, nothing has changed.
   *
   * @return the stored certificate, with what is noted now
   * @throws InvalidRequestException if there is none yet, it is for other names or from another CA,
   *     or the store cannot note it without a new one
   */
  public Lineage reconfigure() {
    return Interruption.ends(
        () -> new Reconfiguring(authenticator, settings, request(), lineageName).run());
  }

  /**
   * Finds out what would make an order fail, before one is spent: the CA, the clock, the names in
   * DNS, the port, the firewall, the store, the CA's limits. A response is put in place, fetched as
   * the CA would, and taken away again; nothing is ordered, and no account is made. It takes
   * seconds, more if name servers or addresses do not answer.
   *
   * @return what was found, with what to do about it; see {@link PreflightReport#isReady}
   */
  public PreflightReport preflight() {
    return Interruption.ends(() -> inspection().run());
  }

  /**
   * The same in so little time that it can stand in front of every order. What could not be looked
   * at in that time is a hint that it is not known, never an error.
   *
   * @param limit how long; tidying up may take a moment more
   * @return what was found in that time
   */
  public PreflightReport preflight(Duration limit) {
    return Interruption.ends(() -> inspection().run(limit));
  }

  private Inspection inspection() {
    return new Inspection(authenticator, settings, request(), lineageName);
  }

  /**
   * Looks after the certificate for as long as the program runs: {@link #managing()} with nothing
   * else chosen.
   *
   * @return what servers take their certificate from, to be closed
   */
  public ManagedCertificate manage() {
    return managing().start();
  }

  /**
   * Begins to choose how the certificate is to be looked after.
   *
   * @return what {@link #manage()} does, to be changed
   */
  public Management managing() {
    return new Management(authenticator, settings, request(), lineageName);
  }

  private Obtaining obtaining() {
    return new Obtaining(authenticator, settings, request(), lineageName);
  }

  private CertificateRequest request() {
    List<Identifier> all = new ArrayList<>(CertificateRequest.identifiers(names));
    all.addAll(identifiers);
    if (all.isEmpty()) {
      throw new InvalidRequestException("No name was given. Give at least one domain name.");
    }
    return CertificateRequest.of(all)
        .withProfile(settings.profile)
        .withPreferredChain(settings.preferredChain)
        .withTimeLimit(settings.timeLimit);
  }
}
