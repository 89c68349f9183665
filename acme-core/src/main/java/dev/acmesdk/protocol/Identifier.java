package dev.acmesdk.protocol;

import dev.acmesdk.crypto.CertificateChain;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** What a certificate is asked for: a DNS name or an IP address (RFC 8555 section 9.7.7). */
public sealed interface Identifier extends Serializable {

  /**
   * The identifier's type as sent to the server.
   *
   * @return {@code dns} or {@code ip}
   */
  String type();

  /**
   * The identifier's text as sent to the server.
   *
   * @return a name in lower-case A-label form, or an address
   */
  String value();

  /**
   * Whether it asks for all names one level below.
   *
   * @return {@code true} for {@code *.example.com}
   */
  default boolean isWildcard() {
    return this instanceof Dns && value().startsWith("*.");
  }

  /**
   * The identifier without its wildcard label: an authorization for {@code *.example.com} is for
   * {@code example.com} (RFC 8555 section 7.1.4).
   *
   * @return this, or the name below the asterisk
   */
  default Identifier withoutWildcard() {
    return isWildcard() ? new Dns(value().substring(2)) : this;
  }

  /**
   * A DNS name as people write it.
   *
   * @param name in any case, with U-labels or A-labels, perhaps with one trailing dot, perhaps with
   *     a leading {@code *.}
   * @return the name in lower-case A-label form
   * @throws IllegalArgumentException if no CA could issue for it; the message says why, and what to
   *     do
   */
  static Dns dns(String name) {
    return new Dns(DnsNames.normalize(name));
  }

  /**
   * An IP address as people write it (RFC 8738).
   *
   * @param address a literal, never a host name
   * @return the address, IPv6 in the form of RFC 5952
   * @throws IllegalArgumentException if it is not a literal
   */
  static Ip ip(String address) {
    return new Ip(IpAddresses.normalize(address));
  }

  /**
   * What a certificate is for, whatever the order and the case in which it says so.
   *
   * @param chain a certificate with its issuers
   * @return the identifiers among its subject alternative names
   */
  static Set<Identifier> allOf(CertificateChain chain) {
    Set<Identifier> identifiers = new LinkedHashSet<>();
    chain.dnsNames().forEach(name -> identifiers.add(new Dns(name.toLowerCase(Locale.ROOT))));
    chain.ipAddresses().forEach(address -> identifiers.add(ip(address)));
    return identifiers;
  }

  /**
   * A DNS name.
   *
   * @param value in lower-case A-label form, perhaps with a leading {@code *.}
   */
  record Dns(String value) implements Identifier {
    @Override
    public String type() {
      return "dns";
    }

    @Override
    public String toString() {
      return Text.clean(value);
    }
  }

  /**
   * An IP address.
   *
   * @param value IPv4 dotted, or IPv6 in the form of RFC 5952
   */
  record Ip(String value) implements Identifier {
    @Override
    public String type() {
      return "ip";
    }

    /**
     * The address.
     *
     * @return the address in JDK terms
     * @throws IllegalArgumentException if the value is not an IP literal
     */
    public InetAddress address() {
      try {
        return InetAddress.getByName(IpAddresses.normalize(value));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("Not an IP literal: " + value, e);
      }
    }

    @Override
    public String toString() {
      return Text.clean(value);
    }
  }

  /**
   * An identifier of a type that this version does not know; servers may mention such in problems.
   *
   * @param type the server's word
   * @param value the server's text
   */
  record Other(String type, String value) implements Identifier {
    @Override
    public String toString() {
      return Text.clean(type + ":" + value);
    }
  }
}
