package dev.acmesdk;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.AcmeClientBuilder;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.issuance.IssuanceListener;
import dev.acmesdk.renewal.RenewalPolicy;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** All that was chosen so far. Changed only while a copy is made, and by its maker alone. */
final class Settings {
  private static final Path CERTBOT_DIRECTORY = Path.of("/etc/letsencrypt");

  URI directory = LetsEncrypt.PRODUCTION;
  List<String> emails = List.of();
  boolean termsOfServiceAgreed;
  @Nullable AccountKey accountKey;
  KeyAlgorithm accountKeyAlgorithm = KeyAlgorithm.EC_P256;
  @Nullable KeyAlgorithm keyAlgorithm;
  @Nullable String profile;
  @Nullable CertificateStore certificates;
  @Nullable AccountStore accounts;
  Path storeDirectory = CERTBOT_DIRECTORY;
  @Nullable Path trustedFile;
  @Nullable String trustedPem;
  @Nullable OkHttpClient httpClient;
  String application = "";
  IssuanceListener listener = IssuanceListener.NONE;
  RenewalPolicy renewalPolicy = RenewalPolicy.byLifetime();
  Clock clock = Clock.systemUTC();
  Duration timeLimit = Duration.ofMinutes(10);

  Settings copy() {
    Settings copy = new Settings();
    copy.directory = directory;
    copy.emails = emails;
    copy.termsOfServiceAgreed = termsOfServiceAgreed;
    copy.accountKey = accountKey;
    copy.accountKeyAlgorithm = accountKeyAlgorithm;
    copy.keyAlgorithm = keyAlgorithm;
    copy.profile = profile;
    copy.certificates = certificates;
    copy.accounts = accounts;
    copy.storeDirectory = storeDirectory;
    copy.trustedFile = trustedFile;
    copy.trustedPem = trustedPem;
    copy.httpClient = httpClient;
    copy.application = application;
    copy.listener = listener;
    copy.renewalPolicy = renewalPolicy;
    copy.clock = clock;
    copy.timeLimit = timeLimit;
    return copy;
  }

  CertificateStore certificates() {
    return Objects.requireNonNullElseGet(certificates, () -> CertbotDirectory.at(storeDirectory));
  }

  AccountStore accounts() {
    return Objects.requireNonNullElseGet(accounts, () -> CertbotDirectory.at(storeDirectory));
  }

  /** A client of this CA, or of its twin for practice. */
  AcmeClient client(URI url) {
    AcmeClientBuilder builder = AcmeClient.builder(url).application(application).clock(clock);
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
