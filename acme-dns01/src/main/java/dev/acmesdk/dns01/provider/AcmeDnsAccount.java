package dev.acmesdk.dns01.provider;

/** The account of one domain at an acme-dns server. Immutable. */
public final class AcmeDnsAccount {
  private final String domain;
  private final String fullDomain;
  private final String subdomain;
  private final String user;
  private final String password;

  AcmeDnsAccount(String domain, String fullDomain, String subdomain, String user, String password) {
    this.domain = domain;
    this.fullDomain = fullDomain;
    this.subdomain = subdomain;
    this.user = user;
    this.password = password;
  }

  /**
   * For what it is.
   *
   * @return the domain, for example {@code example.com}
   */
  public String domain() {
    return domain;
  }

  /**
   * Where the acme-dns server shows the values.
   *
   * @return a name in that server's own zone, without trailing dot
   */
  public String fullDomain() {
    return fullDomain;
  }

  /**
   * The record that a human has to put into the domain's zone, once.
   *
   * @return a line as in a zone file
   */
  public String cname() {
    return "_acme-challenge.%s. IN CNAME %s.".formatted(domain, fullDomain);
  }

  String subdomain() {
    return subdomain;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  /** Shows the record, never a secret. */
  @Override
  public String toString() {
    return "AcmeDnsAccount[" + cname() + "]";
  }
}
