package dev.acmesdk.testing.ca;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The URLs of the CA. Their paths, but for the directory's, are deliberately not those of any other
 * CA, so that a client that does not read the directory is found out.
 */
record Urls(String base) {
  static final String DIRECTORY = "dir";
  static final String NEW_NONCE = "fresh-nonce";
  static final String NEW_ACCOUNT = "sign-up";
  static final String NEW_ORDER = "ask-for";
  static final String ACCOUNT = "customer";
  static final String ORDERS = "wishes-of";
  static final String ORDER = "wish";
  static final String FINALIZE = "fulfil";
  static final String AUTHORIZATION = "proof";
  static final String CHALLENGE = "dare";
  static final String CERTIFICATE = "papers";
  static final String REVOCATION = "take-back";
  static final String KEY_CHANGE = "new-lock";
  static final String RENEWAL_INFO = "best-before";

  /** A server that listens on all addresses is reached on the loopback address. */
  static Urls of(InetSocketAddress listening) {
    return of("https", listening);
  }

  static Urls of(String scheme, InetSocketAddress listening) {
    InetAddress address = listening.getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : IpLiterals.canonical(address);
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return new Urls(scheme + "://" + literal + ":" + listening.getPort());
  }

  URI directory() {
    return URI.create(to(DIRECTORY));
  }

  String to(String segment) {
    return base + "/" + segment;
  }

  String to(String segment, String id) {
    return to(segment) + "/" + id;
  }

  String account(String id) {
    return to(ACCOUNT, id);
  }
}
