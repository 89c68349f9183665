package dev.acmesdk;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.hook.Hooks;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.manager.CertificateManager;
import dev.acmesdk.manager.RenewalListener;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.tls.ReloadableKeyManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a certificate is to be looked after. Every method returns a changed copy, except for {@link
 * #start}. Instances are immutable.
 *
 * <pre>{@code
 * ManagedCertificate certificate = Acme.standalone()
 *     .email("admin@example.com")
 *     .agreeToTermsOfService()
 *     .domains("example.com")
 *     .managing()
 *     .startWithPlaceholder()
 *     .onEvent(event -> log.info("{}", event))
 *     .start();
 * httpsServer.setHttpsConfigurator(new HttpsConfigurator(certificate.sslContext()));
 * }</pre>
 */
public final class Management {
  final Authenticator authenticator;
  final Settings settings;
  final CertificateRequest request;
  final @Nullable String lineageName;
  List<AcmeAccount> fallbacks = List.of();
  Hooks hooks = Hooks.none();
  @Nullable Path hookDirectory;
  List<Consumer<Lineage>> changeListeners = List.of();
  @Nullable RenewalListener listener;
  @Nullable CertificateManager manager;
  @Nullable ReloadableKeyManager keys;
  boolean placeholder;

  Management(
      Authenticator authenticator,
      Settings settings,
      CertificateRequest request,
      @Nullable String lineageName) {
    this.authenticator = authenticator;
    this.settings = settings;
    this.request = request;
    this.lineageName = lineageName;
  }

  private Management change(Consumer<Management> change) {
    Management copy = new Management(authenticator, settings, request, lineageName);
    copy.fallbacks = fallbacks;
    copy.hooks = hooks;
    copy.hookDirectory = hookDirectory;
    copy.changeListeners = changeListeners;
    copy.listener = listener;
    copy.manager = manager;
    copy.keys = keys;
    copy.placeholder = placeholder;
    change.accept(copy);
    return copy;
  }

  private static <T> List<T> with(List<T> before, T one) {
    List<T> all = new ArrayList<>(before);
    all.add(one);
    return List.copyOf(all);
  }

  /**
   * Another CA to ask when the first one does not issue, and those that were given before this one
   * do not either. At each renewal the first one is asked first.
   *
   * @param account the CA and the account there: {@code
   *     Acme.account().directory(url).agreeToTermsOfService()}, with external account binding,
   *     trust and so on as that CA wants them. Its store does not matter
   * @return a changed copy
   */
  public Management fallback(AcmeAccount account) {
    return change(copy -> copy.fallbacks = with(fallbacks, account));
  }

  /**
   * Starts with a self-signed certificate if there is no other yet, and gets the real one
   * meanwhile: for servers that solve the challenges themselves, or that must start whatever
   * happens. If not given, {@link #start} waits for the first certificate.
   *
   * @return a changed copy
   */
  public Management startWithPlaceholder() {
    return change(copy -> copy.placeholder = true);
  }

  /**
   * What to do around renewals: Certbot's pre-, deploy- and post-hooks. For the sorts that are not
   * given, the lineage's renewal file says.
   *
   * @param given the hooks
   * @return a changed copy
   */
  public Management hooks(Hooks given) {
    return change(copy -> copy.hooks = given);
  }

  /**
   * Runs the executables in a directory around renewals, too, as Certbot does with those in {@code
   * /etc/letsencrypt/renewal-hooks}: what is in {@code pre}, {@code deploy} and {@code post} below
   * it at the time, sorted by name, before the other hooks of its sort. If not given, none are run:
   * whoever can write into that directory has the rights of this program.
   *
   * @param renewalHooks the directory; it need not be there yet
   * @return a changed copy
   */
  public Management directoryHooks(Path renewalHooks) {
    return change(copy -> copy.hookDirectory = renewalHooks);
  }

  /**
   * Gets the current version at the start, if there is one, and each new one. It may be given
   * several times.
   *
   * @param given called in the thread that has found the version; what it throws is logged
   * @return a changed copy
   */
  public Management onChange(Consumer<Lineage> given) {
    return change(copy -> copy.changeListeners = with(changeListeners, given));
  }

  /**
   * Hears of all that happens.
   *
   * @param given the listener
   * @return a changed copy
   */
  public Management onEvent(RenewalListener given) {
    return change(copy -> copy.listener = given);
  }

  /**
   * Has the certificate looked after by a manager that looks after others as well. If not given,
   * there is one for it alone, with one thread.
   *
   * @param given the manager, which is not closed together with the certificate. It has its own
   *     listener, clock and policy
   * @return a changed copy
   */
  public Management manager(CertificateManager given) {
    return change(copy -> copy.manager = given);
  }

  /**
   * Shows the certificate through a key manager that shows others as well: several certificates for
   * one server. If not given, there is one for it alone.
   *
   * @param given the key manager
   * @return a changed copy
   */
  public Management keyManager(ReloadableKeyManager given) {
    return change(copy -> copy.keys = given);
  }

  /**
   * Looks after the certificate from now on. If there is one in the store that can be used, this
   * asks nobody and does not fail, even if it is due: it is renewed in the background. If there is
   * none, this gets one first, or starts with a placeholder ({@link #startWithPlaceholder}).
   *
   * @return what servers take their certificate from, to be closed
   * @throws dev.acmesdk.error.AcmeException if there is no certificate that could be used and none
   *     can be obtained; nothing is looked after then. Of the kind {@link
   *     dev.acmesdk.error.RenewalPostponedException} if that has failed before, and it is too early
   *     to try again: also after a restart
   */
  public ManagedCertificate start() {
    if (manager != null && listener != null) {
      throw new InvalidRequestException(
          "onEvent(…) and manager(…) were both given. Give the listener to the manager, which tells it of all of its certificates.");
    }
    return Interruption.ends(() -> new ManagementStart(this).run());
  }
}
