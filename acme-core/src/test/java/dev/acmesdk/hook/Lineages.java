package dev.acmesdk.hook;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.store.Lineage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lineages with real certificates. */
final class Lineages {
  private static final TestCa CA = TestCa.withIntermediates(1);
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private Lineages() {}

  /** One in memory, called like its first name. */
  static Lineage of(String... names) {
    return of(null, Map.of(), names);
  }

  /** One below a directory {@code live}. */
  static Lineage in(Path live, String... names) {
    Path directory = live.resolve(names[0]);
    return of(
        new Lineage.Files(
            directory.resolve("fullchain.pem"),
            directory.resolve("privkey.pem"),
            directory.resolve("cert.pem"),
            directory.resolve("chain.pem")),
        Map.of(),
        names);
  }

  /** One with a renewal file. */
  static Lineage configured(Map<String, String> parameters) {
    return of(null, parameters, "example.com");
  }

  private static Lineage of(
      Lineage.@Nullable Files files, Map<String, String> parameters, String... names) {
    TestCa.Issued issued =
        CA.leaf(names).key(KeyAlgorithm.EC_P256).valid(START, Duration.ofDays(90)).issue();
    URI directory = URI.create("https://ca.example/directory");
    return new Lineage(
        names[0], 1, issued.chain(), issued.key().getPrivate(), directory, files, parameters);
  }
}
