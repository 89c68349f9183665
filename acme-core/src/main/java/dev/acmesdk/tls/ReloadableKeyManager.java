package dev.acmesdk.tls;

import dev.acmesdk.crypto.TlsAlpnCertificate;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of servers that run: what is published here is shown in the next handshake, and
 * neither the server nor a connection notices.
 *
 * <pre>{@code
 * ReloadableKeyManager keys = ReloadableKeyManager.create();
 * keys.publish(lineage);
 * server.setHttpsConfigurator(new HttpsConfigurator(keys.sslContext()));
 * keys.publish(renewed); // whenever there is a new one
 * }</pre>
 *
 * <p>One object gives each server the shape that it takes: a key manager, which it is itself, a
 * {@link #keyManagerFactory}, an {@link #sslContext}, or {@linkplain #keyStore() key stores}
 * together with {@link #onChange}.
 *
 * <p>A client gets what is for the name that it asks for (SNI): by that name itself, else by the
 * wildcard above it. Who asks for no name gets what is for the address that it has come to, if the
 * server uses sockets, else the default: the lineage that was published first, unless another is
 * chosen by {@link #setDefault}. For one name there may be two lineages with different kinds of
 * key. Among those with the same kind, the one that expires last is shown.
 *
 * <p>It answers {@linkplain #answer TLS-ALPN-01 challenges} as well, if the server selects the
 * protocol {@code acme-tls/1} in handshakes that offer it. A handshake with that protocol is never
 * shown anything else, and no other handshake is shown an answer (RFC 8737 section 3).
 *
 * <p>A session that is resumed keeps the certificate with which it began, as TLS has it. So after a
 * key was stolen, make a new context or restart the server besides publishing.
 *
 * <p>It is thread-safe; handshakes wait for no lock.
 */
public final class ReloadableKeyManager extends X509ExtendedKeyManager {
  private final Clock clock;
  private final boolean refusesUnknownNames;
  private final Duration sessionTimeout;
  private final TlsAlpnAnswers answers = new TlsAlpnAnswers();
  private final ChangeListeners listeners = new ChangeListeners();
  private final Object publishing = new Object();

  private volatile Snapshot snapshot = Snapshot.EMPTY;
  private @Nullable SSLContext context;

  private ReloadableKeyManager(ReloadableKeyManagerBuilder builder) {
    clock = builder.clock();
    refusesUnknownNames = builder.refusesUnknownNames();
    sessionTimeout = builder.sessionTimeout();
  }

  /**
   * One that shows the default certificate to who asks for an unknown name.
   *
   * @return a key manager without certificates
   */
  public static ReloadableKeyManager create() {
    return builder().build();
  }

  /**
   * Starts with what {@link #create} does.
   *
   * @return a builder
   */
  public static ReloadableKeyManagerBuilder builder() {
    return new ReloadableKeyManagerBuilder(ReloadableKeyManager::new);
  }

  /**
   * Shows a lineage's version from now on, in place of what was published under the lineage's name.
   *
   * <p>A certificate that has expired never takes the place of one that expires later. It does take
   * the place of one that expires earlier, since this machine's clock may be wrong.
   *
   * @param lineage key and chain
   * @return whether it is what is shown now; {@code false} if it has expired and what is shown is
   *     better
   * @throws IllegalArgumentException if the key is not that of the certificate, or of a kind that
   *     TLS does not use, the chain is not in order, or the certificate is for no name; what is
   *     shown stays as it is
   */
  public boolean publish(Lineage lineage) {
    return isShown(lineage) || show(Credential.of(lineage));
  }

  /**
   * Shows a self-signed certificate under a lineage's name until the first real one is published,
   * so that a server can start before that.
   *
   * @param name the lineage's name
   * @param identifiers what the certificate shall be for
   * @return whether it is what is shown now; {@code false} if there is a real one already
   * @throws IllegalArgumentException if there are no identifiers, or one of an unknown type
   */
  public boolean publishPlaceholder(String name, Collection<? extends Identifier> identifiers) {
    return show(Credential.placeholder(name, identifiers, clock));
  }

  /** So a program may publish all that it has, again and again: checks take longer than looks. */
  private boolean isShown(Lineage lineage) {
    return snapshot.current(lineage.name()).filter(shown -> shown.isSameAs(lineage)).isPresent();
  }

  private boolean show(Credential candidate) {
    synchronized (publishing) {
      Optional<Credential> shown = snapshot.current(candidate.lineageName());
      if (shown.isPresent() && !candidate.mayReplace(shown.get(), clock)) {
        return false;
      }
      snapshot = snapshot.with(candidate);
    }
    listeners.tell();
    return true;
  }

  /**
   * Shows no certificate of a lineage any more, not even in handshakes that have begun.
   *
   * @param name the lineage's name; nothing happens if nothing is published under it
   */
  public void withdraw(String name) {
    change(current -> current.without(name));
  }

  /**
   * Chooses what clients get that ask for no name, or for one that is unknown. As long as nothing
   * is published under that name, it is what was published first.
   *
   * @param name a lineage's name
   */
  public void setDefault(String name) {
    change(current -> current.withDefault(name));
  }

  private void change(UnaryOperator<Snapshot> change) {
    synchronized (publishing) {
      Snapshot changed = change.apply(snapshot);
      if (changed.equals(snapshot)) {
        return;
      }
      snapshot = changed;
    }
    listeners.tell();
  }

  /**
   * What is shown of a lineage.
   *
   * @param name the lineage's name
   * @return the version; empty if nothing or a placeholder is published under that name
   */
  public Optional<Lineage> shown(String name) {
    return snapshot
        .current(name)
        .filter(credential -> !credential.isPlaceholder())
        .map(Credential::lineage);
  }

  /**
   * Calls a listener after each change of what is shown, in the thread that made the change. It may
   * call this object. One that throws is logged, and disturbs neither the change nor the others.
   *
   * @param listener for example gives a server a new {@link #keyStore()}
   * @return ends it
   */
  public Registration onChange(Runnable listener) {
    return listeners.add(listener);
  }

  /** A listener that is called as long as this is open. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    /** Has the listener called no more. */
    @Override
    void close();
  }

  /**
   * Shows an answer to CAs that validate a TLS-ALPN-01 challenge for an identifier (RFC 8737, and
   * for addresses RFC 8738 section 6), in handshakes with the protocol {@code acme-tls/1} and in no
   * others. Of several answers for one identifier, the last is shown.
   *
   * @param identifier what is validated
   * @param certificate the answer
   * @return takes the answer away when it is closed
   */
  public TlsAlpnAnswer answer(Identifier identifier, TlsAlpnCertificate certificate) {
    return answers.add(identifier, certificate);
  }

  /**
   * For servers that take a factory. It needs no initialization, and ignores what it is initialized
   * with.
   *
   * @return a factory that gives this key manager
   */
  public KeyManagerFactory keyManagerFactory() {
    return new FixedKeyManagerFactory(this);
  }

  /**
   * For servers that take a context. Sessions can be resumed for an hour, or what the builder says,
   * instead of the JDK's day, since they keep their old certificate.
   *
   * @return always the same context, which trusts whom the JDK trusts by default
   */
  public synchronized SSLContext sslContext() {
    if (context == null) {
      context = newContext();
    }
    return context;
  }

  private SSLContext newContext() {
    try {
      SSLContext fresh = SSLContext.getInstance("TLS");
      fresh.init(new KeyManager[] {this}, null, null);
      fresh.getServerSessionContext().setSessionTimeout((int) sessionTimeout.toSeconds());
      return fresh;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot speak TLS", e);
    }
  }

  /**
   * For servers that take a key store: what is shown at this moment, without password. It does not
   * change any more; {@link #onChange} tells when there is another.
   *
   * @return a PKCS#12 key store in memory with an entry for each lineage, the default first; named
   *     like the lineage, in lower case as the JDK writes all aliases
   * @throws IllegalStateException if a key cannot leave its hardware
   */
  public KeyStore keyStore() {
    return keyStore(ServerTls.NO_PASSWORD);
  }

  /**
   * Like {@link #keyStore()}, for servers that insist on a password.
   *
   * @param password protects the keys in it
   * @return a PKCS#12 key store in memory with an entry for each lineage, the default first
   * @throws IllegalStateException if a key cannot leave its hardware
   */
  public KeyStore keyStore(char[] password) {
    return KeyStores.of(snapshot.all().map(Credential::lineage).toList(), password);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return choose(keyType, issuers, Handshake.of(engine));
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return choose(keyType, issuers, Handshake.of(socket));
  }

  private @Nullable String choose(
      String keyType, Principal @Nullable [] issuers, Handshake handshake) {
    return handshake.isValidation()
        ? answerTo(handshake, keyType)
        : issuedBy(issuers, candidates(handshake)).stream()
            .filter(credential -> credential.keyType().equals(keyType))
            .map(Credential::alias)
            .findFirst()
            .orElse(null);
  }

  private @Nullable String answerTo(Handshake handshake, String keyType) {
    Optional<TlsAlpnAnswer> answer =
        handshake.serverName().flatMap(name -> answers.find(name, keyType));
    answer.ifPresent(TlsAlpnAnswer::noteThatItWasAsked);
    return answer.map(TlsAlpnAnswer::alias).orElse(null);
  }

  /**
   * All kinds of key at once: an unfit certificate must not be shown because a client would like
   * its kind of key better than that of the fit one.
   */
  private List<Credential> candidates(Handshake handshake) {
    Snapshot current = snapshot;
    List<Credential> found =
        handshake
            .serverName()
            .map(current::forName)
            .or(() -> handshake.address().map(current::forAddress))
            .orElse(List.of());
    boolean isRefused = refusesUnknownNames && handshake.serverName().isPresent();
    return found.isEmpty() && !isRefused ? current.byDefault() : found;
  }

  /** RFC 8446 section 4.2.4: the client's CAs guide the choice, and do not prevent it. */
  private static List<Credential> issuedBy(
      Principal @Nullable [] issuers, List<Credential> candidates) {
    if (issuers == null || issuers.length == 0) {
      return candidates;
    }
    Set<Principal> wanted = Set.copyOf(List.of(issuers));
    List<Credential> fit =
        candidates.stream().filter(credential -> credential.isIssuedByOneOf(wanted)).toList();
    return fit.isEmpty() ? candidates : fit;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return snapshot
        .withAlias(alias)
        .map(Credential::chain)
        .or(
            () ->
                answers
                    .withAlias(alias)
                    .map(answer -> new X509Certificate[] {answer.certificate().certificate()}))
        .orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return snapshot
        .withAlias(alias)
        .map(Credential::privateKey)
        .or(() -> answers.withAlias(alias).map(answer -> answer.certificate().privateKey()))
        .orElse(null);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    String[] aliases =
        issuedBy(issuers, snapshot.all().toList()).stream()
            .filter(credential -> credential.keyType().equals(keyType))
            .map(Credential::alias)
            .toArray(String[]::new);
    return aliases.length == 0 ? null : aliases;
  }

  /** Answers nothing: clients are shown no certificates of servers. */
  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  /** Answers nothing: clients are shown no certificates of servers. */
  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }
}
