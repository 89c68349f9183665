package dev.acmesdk;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.AcmeClientBuilder;
import dev.acmesdk.client.ExternalAccount;
import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.issuance.ChainPreference;
import dev.acmesdk.issuance.IssuanceListener;
import dev.acmesdk.renewal.RenewalPolicy;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** All that was chosen so far. Changed only while a copy is made, and by its maker alone. */
final class Settings {
  private static final Path CERTBOT_DIRECTORY = Path.of("/etc/letsencrypt");

  private static final Duration LONGEST = Duration.ofDays(366);

  URI directory = LetsEncrypt.PRODUCTION;
  List<String> emails = List.of();
  boolean termsOfServiceAgreed;
  @Nullable AccountKey accountKey;
  KeyAlgorithm accountKeyAlgorithm = KeyAlgorithm.EC_P256;
  @Nullable KeyAlgorithm keyAlgorithm;
  @Nullable ExternalAccount externalAccount;
  @Nullable Boolean reuseKey;
  @Nullable Boolean mustStaple;
  @Nullable Boolean allowSubset;
  @Nullable String profile;
  @Nullable ChainPreference preferredChain;
  Map<String, String> renewalParameters = Map.of();
  @Nullable CertificateStore certificates;
  @Nullable AccountStore accounts;
  Path storeDirectory = CERTBOT_DIRECTORY;
  @Nullable Path trustedFile;
  @Nullable String trustedPem;
  @Nullable OkHttpClient httpClient;
  Consumer<OkHttpClient.Builder> httpChange = http -> {};
  String application = "";
  @Nullable DnsClient dnsClient;
  IssuanceListener listener = IssuanceListener.NONE;
  RenewalPolicy renewalPolicy = RenewalPolicy.byLifetime();
  Clock clock = Clock.systemUTC();
  Duration timeLimit = Duration.ofMinutes(10);
  RetryPolicy retries = RetryPolicy.DEFAULT;

  Settings copy() {
    Settings copy = new Settings();
    copy.directory = directory;
    copy.emails = emails;
    copy.termsOfServiceAgreed = termsOfServiceAgreed;
    copy.accountKey = accountKey;
    copy.accountKeyAlgorithm = accountKeyAlgorithm;
    copy.keyAlgorithm = keyAlgorithm;
    copy.externalAccount = externalAccount;
    copy.reuseKey = reuseKey;
    copy.mustStaple = mustStaple;
    copy.allowSubset = allowSubset;
    copy.profile = profile;
    copy.preferredChain = preferredChain;
    copy.renewalParameters = renewalParameters;
    copy.certificates = certificates;
    copy.accounts = accounts;
    copy.storeDirectory = storeDirectory;
    copy.trustedFile = trustedFile;
    copy.trustedPem = trustedPem;
    copy.httpClient = httpClient;
    copy.httpChange = httpChange;
    copy.application = application;
    copy.dnsClient = dnsClient;
    copy.listener = listener;
    copy.renewalPolicy = renewalPolicy;
    copy.clock = clock;
    copy.timeLimit = timeLimit;
    copy.retries = retries;
    return copy;
  }

  /** The same, but from another CA, with all that has to do with it. */
  Settings atCaOf(Settings other) {
    Settings copy = copy();
    copy.directory = other.directory;
    copy.emails = other.emails;
    copy.termsOfServiceAgreed = other.termsOfServiceAgreed;
    copy.accountKey = other.accountKey;
    copy.accountKeyAlgorithm = other.accountKeyAlgorithm;
    copy.externalAccount = other.externalAccount;
    copy.trustedFile = other.trustedFile;
    copy.trustedPem = other.trustedPem;
    copy.httpClient = other.httpClient;
    copy.httpChange = other.httpChange;
    copy.retries = other.retries;
    return copy;
  }

  CertificateStore certificates() {
    return Objects.requireNonNullElseGet(certificates, () -> CertbotDirectory.at(storeDirectory));
  }

  AccountStore accounts() {
    return Objects.requireNonNullElseGet(accounts, () -> CertbotDirectory.at(storeDirectory));
  }

  /** When what is begun now has to be over. */
  Instant deadline() {
    return clock.instant().plus(patience());
  }

  /** What nobody will live to see cannot always be added to an instant. */
  Duration patience() {
    return timeLimit.compareTo(LONGEST) > 0 ? LONGEST : timeLimit;
  }

  /** A client of this CA, or of its twin for practice. */
  AcmeClient client(URI url) {
    AcmeClientBuilder builder =
        AcmeClient.builder(url)
            .application(application)
            .clock(clock)
            .retries(retries)
            .adjustHttpClient(httpChange);
    if (httpClient != null) {
      builder.httpClient(httpClient);
    }
    if (trustedFile != null) {
      builder.trust(trustedFile);
    }
    if (trustedPem != null) {
      builder.trust(trustedPem);
    }
    return builder.build();
  }
}
