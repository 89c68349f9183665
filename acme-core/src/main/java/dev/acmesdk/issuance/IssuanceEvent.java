package dev.acmesdk.issuance;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Order;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A step on the way to a certificate. Events come in the order of what happens; each one's {@code
 * toString} is a line for humans.
 */
public sealed interface IssuanceEvent {

  /**
   * A new account was made at the CA, or the key's existing one was found.
   *
   * @param account its URL
   */
  record AccountReady(URI account) implements IssuanceEvent {
    @Override
    public String toString() {
      return "Account ready: " + account;
    }
  }

  /**
   * The order was placed.
   *
   * @param order its URL
   * @param identifiers what it is for
   * @param profile the profile that was asked for, or that the CA has chosen; {@code null} if the
   *     CA has none
   */
  record OrderPlaced(URI order, List<Identifier> identifiers, @Nullable String profile)
      implements IssuanceEvent {
    @Override
    public String toString() {
      return "Order placed for %s%s: %s"
          .formatted(list(identifiers), profile == null ? "" : ", profile " + profile, order);
    }
  }

  /**
   * An order from before is gone on with.
   *
   * @param order its URL
   * @param status how far it had come
   */
  record OrderResumed(URI order, Order.Status status) implements IssuanceEvent {
    @Override
    public String toString() {
      return "Going on with the order %s, which is %s".formatted(order, status);
    }
  }

  /**
   * It could not be found out whether an order was placed before a crash, so that a new one is.
   *
   * @param reason why the account's list of orders could not be read
   */
  record OrdersNotListed(String reason) implements IssuanceEvent {
    @Override
    public String toString() {
      return "An order from before may be lost, since the CA's list could not be read: " + reason;
    }
  }

  /**
   * The CA remembers an earlier proof of control.
   *
   * @param identifier of what
   */
  record AlreadyAuthorized(Identifier identifier) implements IssuanceEvent {
    @Override
    public String toString() {
      return "Control of " + identifier + " was proved before";
    }
  }

  /**
   * A response to a challenge was put in place.
   *
   * @param identifier for what
   * @param challengeType for example {@code http-01}
   */
  record ChallengePresented(Identifier identifier, String challengeType) implements IssuanceEvent {
    @Override
    public String toString() {
      return "Response to the " + challengeType + " challenge for " + identifier + " is in place";
    }
  }

  /**
   * The CA was told to look for the responses.
   *
   * @param identifiers for what
   */
  record ValidationStarted(List<Identifier> identifiers) implements IssuanceEvent {
    @Override
    public String toString() {
      return "Waiting for the CA to validate " + list(identifiers);
    }
  }

  /**
   * The CA is convinced.
   *
   * @param identifiers of what
   */
  record ControlProved(List<Identifier> identifiers) implements IssuanceEvent {
    @Override
    public String toString() {
      return "Control proved of " + list(identifiers);
    }
  }

  /**
   * The certificate was asked for.
   *
   * @param order the order's URL
   */
  record OrderFinalized(URI order) implements IssuanceEvent {
    @Override
    public String toString() {
      return "Certificate requested, waiting for the CA to issue";
    }
  }

  /**
   * No chain that the CA offers is of the kind that was preferred, so its default one is used.
   *
   * @param preference what was preferred
   * @param used the default chain
   * @param faults why chains that the CA offers could not be looked at; usually empty
   */
  record PreferredChainMissing(
      ChainPreference preference, CertificateChain used, List<String> faults)
      implements IssuanceEvent {

    /** Copies the faults. */
    public PreferredChainMissing {
      faults = List.copyOf(faults);
    }

    @Override
    public String toString() {
      return "The CA offers no chain with %s; using its default, issued by %s%s"
          .formatted(
              preference,
              used.topIssuerCommonName().orElse("a nameless issuer"),
              faults.isEmpty() ? "" : " (" + String.join(" ", faults) + ")");
    }
  }

  /**
   * The certificate is here, and is what was asked for.
   *
   * @param chain the certificate and its issuers
   */
  record CertificateIssued(CertificateChain chain) implements IssuanceEvent {
    @Override
    public String toString() {
      return "Certificate issued for %s, valid until %s"
          .formatted(String.join(", ", chain.dnsNames()), chain.leaf().getNotAfter().toInstant());
    }
  }

  /**
   * A certificate for all names cannot be had, so that one for fewer is tried.
   *
   * @param identifiers the names that are left out
   * @param reason what is wrong with them
   */
  record NamesLeftOut(List<Identifier> identifiers, String reason) implements IssuanceEvent {
    /** Copies the names. */
    public NamesLeftOut {
      identifiers = List.copyOf(identifiers);
    }

    @Override
    public String toString() {
      return "Going on without " + list(identifiers) + ": " + reason;
    }
  }

  /**
   * A response could not be taken away.
   *
   * @param identifier for what it was
   * @param reason what was left behind and why
   */
  record CleanUpFailed(Identifier identifier, String reason) implements IssuanceEvent {
    @Override
    public String toString() {
      return "The response for " + identifier + " could not be taken away: " + reason;
    }
  }

  /**
   * The certificate is in the store.
   *
   * @param name the lineage's name
   * @param version the number of the version
   */
  record CertificateStored(String name, int version) implements IssuanceEvent {
    @Override
    public String toString() {
      return "Certificate stored as " + name + ", version " + version;
    }
  }

  /**
   * The store has a certificate that is not due for renewal, so the CA was not asked.
   *
   * @param name the lineage's name
   * @param dueAt when it will be due
   */
  record CertificateKept(String name, java.time.Instant dueAt) implements IssuanceEvent {
    @Override
    public String toString() {
      return "Certificate " + name + " is not due for renewal before " + dueAt;
    }
  }

  private static String list(List<Identifier> identifiers) {
    return identifiers.stream().map(Identifier::toString).collect(Collectors.joining(", "));
  }
}
