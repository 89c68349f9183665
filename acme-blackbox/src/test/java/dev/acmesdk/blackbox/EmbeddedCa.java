package dev.acmesdk.blackbox;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.protocol.RevocationReason;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import dev.acmesdk.testing.dns.DnsStub;
import java.net.URI;
import java.security.cert.CRLReason;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** The CA of {@code acme-testing} in this JVM, together with the DNS that it asks. */
final class EmbeddedCa implements CaUnderTest {
  private static final String ROOT_ZONE = ". SOA ns.test. admin.test. 1 1800 900 604800 60";

  private final EmbeddedAcmeServer server;
  private final DnsStub dns;
  private final Map<String, Set<String>> txt = new HashMap<>();

  private EmbeddedCa(EmbeddedAcmeServer server, DnsStub dns) {
    this.server = server;
    this.dns = dns;
  }

  static CaUnderTest.Setup with() {
    return new Settings();
  }

  @Override
  public URI directoryUri() {
    return server.directory();
  }

  @Override
  public String trustAnchor() {
    return server.trustAnchorPem();
  }

  @Override
  public String newAccountPath() {
    return "/sign-up";
  }

  @Override
  public int httpPort() {
    return server.httpPort();
  }

  @Override
  public int tlsPort() {
    return server.tlsPort();
  }

  @Override
  public String root(int index) {
    try {
      String body =
          Base64.getMimeEncoder().encodeToString(server.issuerRoots().get(index).getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public OptionalInt revocation(X509Certificate certificate) {
    X509CRLEntry entry = server.crl().getRevokedCertificate(certificate);
    if (entry == null) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(entry.hasExtensions() ? code(entry.getRevocationReason()) : 0);
  }

  private static int code(CRLReason reason) {
    return RevocationReason.valueOf(reason.name()).code();
  }

  @Override
  public void breakName(String name) {
    server.faults().failValidation(name, "dns", "looking up A for " + name + ": SERVFAIL");
  }

  /** Of all names: an authorization is good for its own order only. */
  @Override
  public long validations(String name) {
    return server.count("challenge");
  }

  @Override
  public TxtZone zone() {
    return this::setTxt;
  }

  private void setTxt(String name, Collection<String> values) {
    txt.getOrDefault(name, Set.of()).forEach(value -> dns.removeTxt(name, value));
    values.forEach(value -> dns.addTxt(name, value));
    txt.put(name, Set.copyOf(values));
  }

  @Override
  public void suggestRenewal(CertificateChain chain, Instant start, Instant end, URI why) {
    server.setRenewalWindow(chain, start, end, why);
  }

  @Override
  public List<Nonsense> nonsense() {
    return List.of(
        about -> server.faults().garbleRenewalInfo(1),
        about -> server.faults().invertRenewalInfo(1));
  }

  @Override
  public void close() {
    server.close();
    dns.close();
  }

  /** As strict and as punctual as {@link PebbleSettings}. */
  private static final class Settings implements Setup {
    private final EmbeddedAcmeServerBuilder builder;
    private int chainLength = 1;
    private int alternateRoots;

    Settings() {
      List<Integer> free = FreePorts.find(2);
      builder =
          EmbeddedAcmeServer.builder()
              .httpPort(free.get(0))
              .tlsPort(free.get(1))
              .backdating(Duration.ZERO)
              .profile("default", "The profile default", Duration.ofDays(90));
    }

    @Override
    public Setup nonceReject(int percent) {
      builder.nonceRejectPercent(percent);
      return this;
    }

    /** It uses none again, so it validates at least as often as it is wanted. */
    @Override
    public Setup authorizationReuse(int percent) {
      return this;
    }

    @Override
    public Setup chainLength(int intermediates) {
      chainLength = intermediates;
      return this;
    }

    @Override
    public Setup alternateRoots(int roots) {
      alternateRoots = roots;
      return this;
    }

    @Override
    public Setup ordersPerPage(int orders) {
      builder.ordersPerPage(orders);
      return this;
    }

    @Override
    public Setup profile(String name, Duration validity) {
      builder.profile(name, "The profile " + name, validity);
      return this;
    }

    @Override
    public Setup externalAccount(String keyId, String base64UrlMacKey) {
      builder
          .externalAccount(keyId, Base64.getUrlDecoder().decode(base64UrlMacKey))
          .externalAccountRequired(true);
      return this;
    }

    @Override
    public Setup tlsPort(int port) {
      builder.tlsPort(port);
      return this;
    }

    @Override
    public CaUnderTest start() {
      DnsStub dns = DnsStub.start();
      dns.addZone(ROOT_ZONE);
      builder
          .dnsServer(dns.address())
          .chainLength(chainLength)
          .alternateChains(IntStream.range(0, alternateRoots).map(root -> chainLength).toArray());
      return new EmbeddedCa(builder.start(), dns);
    }
  }
}
