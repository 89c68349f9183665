package dev.acmesdk.manager;

import dev.acmesdk.client.RenewalAnswer;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.RenewalInfo;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import java.net.ConnectException;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A CA that issues at once, by the true time; down and in bad moods when it is told to be. */
final class VirtualCa {
  static final PrivateKey KEY = KeyAlgorithm.EC_P256.generate().getPrivate();

  /** As Let's Encrypt does, for clocks that are wrong. */
  private static final Duration MOST_BACKDATED = Duration.ofHours(1);

  final URI directory;
  final List<Instant> orders = new ArrayList<>();
  final Map<CertificateId, RenewalInfo> windows = new HashMap<>();
  int questions;

  private final VirtualWorld world;
  private Supplier<@Nullable AcmeException> mood = () -> null;
  private Supplier<@Nullable RenewalAnswer> infoMood = () -> null;
  private long serial = 1;

  VirtualCa(VirtualWorld world, String name) {
    this.world = world;
    this.directory = URI.create("https://" + name + "/directory");
  }

  /** What it answers to orders instead of a certificate. */
  void setMood(Supplier<@Nullable AcmeException> answer) {
    mood = answer;
  }

  void setInfoMood(Supplier<@Nullable RenewalAnswer> answer) {
    infoMood = answer;
  }

  static ServerUnreachableException down(URI directory) {
    return new ServerUnreachableException(directory, new ConnectException("Connection refused"));
  }

  /** A certificate of this CA. */
  CertificateChain issue(Duration lifetime, Instant at) {
    Duration backdated =
        lifetime.dividedBy(20).compareTo(MOST_BACKDATED) < 0
            ? lifetime.dividedBy(20)
            : MOST_BACKDATED;
    VirtualCertificate certificate =
        new VirtualCertificate(++serial, at.minus(backdated), lifetime);
    return new CertificateChain(List.of(certificate));
  }

  NewVersion version(String name, Duration lifetime, Instant at) {
    return new NewVersion(
        name, issue(lifetime, at), KEY, directory, directory.resolve("/account/1"), Map.of());
  }

  CaRoute route(CertificateStore store, Duration lifetime) {
    return new Route(store, lifetime);
  }

  private final class Route implements CaRoute {
    private final CertificateStore store;
    private final Duration lifetime;

    Route(CertificateStore store, Duration lifetime) {
      this.store = store;
      this.lifetime = lifetime;
    }

    @Override
    public URI directory() {
      return directory;
    }

    @Override
    public Lineage renew(Lease lease) {
      AcmeException refusal = mood.get();
      if (!(refusal instanceof ServerUnreachableException)) {
        orders.add(world.now());
      }
      if (refusal != null) {
        throw refusal;
      }
      return store.save(lease, version(lease.name(), lifetime, world.now()));
    }

    @Override
    public Optional<RenewalAnswer> ask(CertificateId certificate) {
      questions++;
      RenewalAnswer answer = infoMood.get();
      if (answer != null) {
        return Optional.of(answer);
      }
      return Optional.ofNullable(windows.get(certificate))
          .map(info -> new RenewalAnswer.Suggested(fresh(info)));
    }

    private RenewalInfo fresh(RenewalInfo info) {
      return new RenewalInfo(
          info.certificate(),
          info.start(),
          info.end(),
          null,
          world.now(),
          world.now().plus(Duration.ofHours(6)));
    }
  }
}
