package dev.acmesdk;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.dns01.Dns01Solver;
import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.ManualDns01;
import dev.acmesdk.dns01.ManualPrompt;
import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.hook.ManualHooks;
import dev.acmesdk.http01.WebrootSolver;
import dev.acmesdk.http01.Webroots;
import dev.acmesdk.issuance.ChainPreference;
import dev.acmesdk.issuance.IssuanceListener;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.renewal.RenewalPolicy;
import dev.acmesdk.solver.ChallengeSolver;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gets certificates in one line.
 *
 * <pre>{@code
 * Lineage certificate = Acme.standalone()
 *     .email("admin@example.com")
 *     .agreeToTermsOfService()
 *     .domains("example.com", "www.example.com")
 *     .obtain();
 * }</pre>
 *
 * <p>Choose how to prove control of the names by one of the static methods, then set what differs
 * from the defaults, then name the names. The defaults are Certbot's: Let's Encrypt, the directory
 * {@code /etc/letsencrypt}, port 80 on all addresses, certificate keys on P-256.
 *
 * <p>Every method returns a changed copy, so a half-built request can be kept and shared between
 * threads. Of two calls that say the same thing differently, such as both kinds of {@code storeIn},
 * the last one counts. Nothing is sent, and next to nothing checked, before one of the verbs of
 * {@link AcmeRequest} is called.
 */
public final class Acme extends CaSettings<Acme> {
  private final Authenticator authenticator;

  private Acme(Authenticator authenticator, Settings settings) {
    super(settings);
    this.authenticator = authenticator;
  }

  /**
   * Proves control with a small web server that runs for the moment of the validation: Certbot's
   * {@code --standalone}. Port 80 must be free, and reachable from the Internet.
   *
   * @return a request to be completed
   */
  public static Acme standalone() {
    return new Acme(new Authenticator.Standalone(80, null), new Settings());
  }

  /**
   * Proves control with a small TLS server on port 443 that runs for the moment of the validation
   * (TLS-ALPN-01, RFC 8737): for machines on which port 80 is closed. Port 443 must be free, and
   * reachable from the Internet without anything in between that ends TLS.
   *
   * @return a request to be completed
   */
  public static Acme tlsAlpn() {
    return new Acme(new Authenticator.StandaloneTls(443, null), new Settings());
  }

  /**
   * Proves control with files for a web server that already runs: Certbot's {@code --webroot}.
   *
   * @param directory the directory that the web server shows as {@code /} for all of the names
   * @return a request to be completed
   */
  public static Acme webroot(Path directory) {
    return new Acme(
        new Authenticator.Solvers(
            List.of(WebrootSolver.of(directory)),
            Map.of(
                "authenticator", "webroot", "webroot_path", directory.toAbsolutePath().toString())),
        new Settings());
  }

  /**
   * Proves control with files for a web server that already runs, which has another directory for
   * some of the names: Certbot's {@code --webroot} with several {@code -w}.
   *
   * @param webroots which directory the web server shows as {@code /} for which name; {@link
   *     Webroots#find} finds those of a renewal file
   * @return a request to be completed
   */
  public static Acme webroot(Webroots webroots) {
    return new Acme(
        new Authenticator.Solvers(List.of(webroots.solver()), webroots.renewalParameters()),
        new Settings());
  }

  /**
   * Proves control with DNS records that a human makes: Certbot's {@code --manual
   * --preferred-challenges dns}. It works for wildcards.
   *
   * @param prompt tells the human what to do
   * @return a request to be completed
   */
  public static Acme manual(ManualPrompt prompt) {
    return new Acme(
        Authenticator.Records.of(
            check -> ManualDns01.of(prompt).withVisibilityCheck(check),
            Map.of("authenticator", "manual", "pref_challs", "dns-01")),
        new Settings());
  }

  /**
   * Proves control with commands: Certbot's {@code --manual --manual-auth-hook}. Scripts that were
   * written for it do the same here. The renewal file names them, so that Certbot can renew, too.
   *
   * @param hooks the commands; {@link ManualHooks#find} finds those of a renewal file
   * @return a request to be completed
   */
  public static Acme manualHooks(ManualHooks hooks) {
    return new Acme(
        new Authenticator.Solvers(hooks.solvers(), hooks.renewalParameters()), new Settings());
  }

  /**
   * Proves control with DNS records that a program makes. It works for wildcards.
   *
   * @param provider changes the zone
   * @return a request to be completed
   */
  public static Acme dns(DnsProvider provider) {
    return new Acme(
        Authenticator.Records.of(
            check -> Dns01Solver.of(provider).withVisibilityCheck(check),
            Map.of("authenticator", "manual")),
        new Settings());
  }

  /**
   * Proves control with any solvers. For each name the first one is used that can solve a challenge
   * that the CA offers.
   *
   * @param solvers one or more, in order of preference
   * @return a request to be completed
   */
  public static Acme with(ChallengeSolver<?>... solvers) {
    return new Acme(
        new Authenticator.Solvers(List.of(solvers), Map.of("authenticator", "manual")),
        new Settings());
  }

  /**
   * Deals with the account itself: makes one beforehand, looks at it, changes it, ends it. {@link
   * AcmeRequest#obtain()} makes an account by itself if there is none.
   *
   * @return the account of the CA that is still to be named, in the store that is still to be named
   */
  public static AcmeAccount account() {
    return new AcmeAccount(new Settings());
  }

  @Override
  Acme copy(Settings changed) {
    return new Acme(authenticator, changed);
  }

  /**
   * The port of the stand-alone server. CAs connect to port 80 and no other; use this when port 80
   * is forwarded to another one.
   *
   * @param port a TCP port
   * @return a changed copy
   * @throws InvalidRequestException if this is not {@link #standalone()}, or not a TCP port
   */
  public Acme httpPort(int port) {
    return new Acme(
        new Authenticator.Standalone(port, requireStandalone("httpPort").address()), settings);
  }

  /**
   * The one address that the stand-alone server listens on, instead of all.
   *
   * @param address an address of this machine
   * @return a changed copy
   * @throws InvalidRequestException if this is not {@link #standalone()}
   */
  public Acme httpAddress(InetAddress address) {
    return new Acme(
        new Authenticator.Standalone(requireStandalone("httpAddress").port(), address), settings);
  }

  /**
   * The port of the server for TLS-ALPN-01. CAs connect to port 443 and no other; use this when
   * port 443 is forwarded to another one.
   *
   * @param port a TCP port
   * @return a changed copy
   * @throws InvalidRequestException if this is not {@link #tlsAlpn()}, or not a TCP port
   */
  public Acme tlsPort(int port) {
    return new Acme(
        new Authenticator.StandaloneTls(port, requireTls("tlsPort").address()), settings);
  }

  /**
   * The one address that the server for TLS-ALPN-01 listens on, instead of all.
   *
   * @param address an address of this machine
   * @return a changed copy
   * @throws InvalidRequestException if this is not {@link #tlsAlpn()}
   */
  public Acme tlsAddress(InetAddress address) {
    return new Acme(
        new Authenticator.StandaloneTls(requireTls("tlsAddress").port(), address), settings);
  }

  private Authenticator.StandaloneTls requireTls(String method) {
    if (authenticator instanceof Authenticator.StandaloneTls tls) {
      return tls;
    }
    throw new InvalidRequestException(
        method + "(…) sets up the server for TLS-ALPN-01. Use it with Acme.tlsAlpn() only.");
  }

  private Authenticator.Standalone requireStandalone(String method) {
    if (authenticator instanceof Authenticator.Standalone standalone) {
      return standalone;
    }
    throw new InvalidRequestException(
        method + "(…) sets up the stand-alone server. Use it with Acme.standalone() only.");
  }

  /**
   * The kind of the certificate's key. If not given, it is what the renewal file says, where
   * somebody has changed that; else that of the certificate that is replaced; else P-256. A stored
   * certificate that is not due is not replaced for having another kind.
   *
   * @param algorithm the kind
   * @return a changed copy
   */
  public Acme keyAlgorithm(KeyAlgorithm algorithm) {
    return change(settings -> settings.keyAlgorithm = algorithm);
  }

  /**
   * Whether to keep the key at renewals: Certbot's {@code --reuse-key}. If not given, it is as for
   * the certificate that is replaced, and else each certificate has a new key, which is safer. For
   * those who have published the key, say in a TLSA record.
   *
   * @param reuse {@code true} to use the key again, if it is of the kind that is wanted
   * @return a changed copy
   */
  public Acme reuseKey(boolean reuse) {
    return change(settings -> settings.reuseKey = reuse);
  }

  /**
   * Whether to bind servers to send an OCSP response along with the certificate (RFC 7633):
   * Certbot's {@code --must-staple}. If not given, it is as for the certificate that is replaced,
   * and else they need not. CAs that have given up OCSP refuse it; Let's Encrypt has.
   *
   * @param must {@code true} if clients are to refuse the certificate without such a response
   * @return a changed copy
   */
  public Acme mustStaple(boolean must) {
    return change(settings -> settings.mustStaple = must);
  }

  /**
   * Whether a certificate for some of the names is better than none: Certbot's {@code
   * --allow-subset-of-names}. If not given, it is as for the certificate that is replaced, and else
   * it is all or nothing. Names of which control cannot be proved, or that the CA refuses, are left
   * out, which the listener hears of ({@link dev.acmesdk.issuance.IssuanceEvent.NamesLeftOut}).
   * Each call tries again to have all of them, as does a managed certificate after minutes and then
   * once a day; but what is stored is replaced only by more, or when it is due.
   *
   * @param allow {@code true} to do with less
   * @return a changed copy
   */
  public Acme allowSubsetOfNames(boolean allow) {
    return change(settings -> settings.allowSubset = allow);
  }

  /**
   * Asks for a certificate profile: Certbot's {@code --required-profile}. If not given, it is the
   * one that was asked for when the same CA issued the certificate that is replaced, and else the
   * CA chooses.
   *
   * @param name one that the CA's directory lists, such as {@code shortlived}
   * @return a changed copy
   */
  public Acme profile(String name) {
    return change(settings -> settings.profile = name);
  }

  /**
   * Which of the CA's chains to take, where it offers several: Certbot's {@code --preferred-chain}.
   * If none is like that, it is the CA's default. If not given, it is as the renewal file says.
   *
   * @param issuerCommonName the common name of the root at the end of the chain
   * @return a changed copy
   */
  public Acme preferredChain(String issuerCommonName) {
    return preferredChain(ChainPreference.issuer(issuerCommonName));
  }

  /**
   * Which of the CA's chains to take, by another rule. See {@link #preferredChain(String)}.
   *
   * @param preference the rule
   * @return a changed copy
   */
  public Acme preferredChain(ChainPreference preference) {
    return change(settings -> settings.preferredChain = preference);
  }

  /**
   * Has something noted in the lineage's renewal file when a certificate is stored, for later
   * renewals, in Certbot's words: {@code pre_hook}, {@code renew_hook} or {@code config_dir}, say.
   * It only notes; no hook is run by this. It may be given several times.
   *
   * @param key an option's name, with {@code _} for {@code -}
   * @param value one line
   * @return a changed copy
   * @throws InvalidRequestException if a renewal file cannot hold it, or its value follows from the
   *     certificate, as that of {@code server} does
   */
  public Acme renewalParameter(String key, String value) {
    Inheritance.checkParameter(key, value);
    Map<String, String> all = new HashMap<>(settings.renewalParameters);
    all.put(key, value);
    return change(settings -> settings.renewalParameters = Map.copyOf(all));
  }

  /**
   * Hears of each step, in order.
   *
   * @param listener called in the thread that does the work
   * @return a changed copy
   */
  public Acme onProgress(IssuanceListener listener) {
    return change(settings -> settings.listener = listener);
  }

  /**
   * How DNS is asked: through other resolvers than the system's, say. It is asked by {@link
   * AcmeRequest#preflight()}, and by {@link #dns} and {@link #manual} before the CA is; other
   * solvers have clients of their own.
   *
   * @param client the client
   * @return a changed copy
   */
  public Acme dnsClient(DnsClient client) {
    Acme changed = change(settings -> settings.dnsClient = client);
    return new Acme(authenticator.asking(client), changed.settings);
  }

  /**
   * When stored certificates are due to be replaced: after two thirds of their lifetime, if not
   * given.
   *
   * @param policy the rule
   * @return a changed copy
   */
  public Acme renewalPolicy(RenewalPolicy policy) {
    return change(settings -> settings.renewalPolicy = policy);
  }

  /**
   * Names what the certificate shall be for.
   *
   * @param names DNS names as people write them; {@code *.example.com} needs a DNS solver
   * @return the request with its verbs
   */
  public AcmeRequest domains(String... names) {
    return new AcmeRequest(authenticator, settings, Arrays.asList(names), List.of(), null);
  }

  /**
   * Names what the certificate shall be for, IP addresses included.
   *
   * @param identifiers DNS names and addresses
   * @return the request with its verbs
   */
  public AcmeRequest identifiers(Identifier... identifiers) {
    return new AcmeRequest(
        authenticator, settings, List.of(), new ArrayList<>(List.of(identifiers)), null);
  }
}
