package dev.acmesdk.benchmarks;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.store.NewVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What Certbot's layout costs: a version saved, a lineage read, a chain parsed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StoreBenchmark {
  private static final URI CA = URI.create("https://ca.example/directory");
  private static final String NAME = "a.example";

  private final Lineage lineage =
      TestLineages.of(NAME, NAME, KeyAlgorithm.EC_P256, KeyAlgorithm.EC_P256.generate());
  private final String pem = lineage.chain().toPem();
  private CertbotDirectory store = CertbotDirectory.at(Path.of("unset"));

  /**
   * Makes a directory with one lineage.
   *
   * @throws IOException if that cannot be done
   */
  @Setup
  public void makeStore() throws IOException {
    store = CertbotDirectory.at(Files.createTempDirectory("store-benchmark"));
    save();
  }

  private Lineage save() throws IOException {
    return store.save(
        new NewVersion(
            NAME, lineage.chain(), lineage.privateKey(), CA, CA.resolve("/account/1"), Map.of()));
  }

  /**
   * One more version, to the disk.
   *
   * @return the lineage
   * @throws IOException if it cannot be saved
   */
  @Benchmark
  public Lineage saves() throws IOException {
    return save();
  }

  /**
   * The current version with its key.
   *
   * @return the lineage
   * @throws IOException if it cannot be read
   */
  @Benchmark
  public Optional<Lineage> reads() throws IOException {
    return store.find(NAME);
  }

  /**
   * What the scan of a manager reads.
   *
   * @return the summary
   * @throws IOException if it cannot be read
   */
  @Benchmark
  public Optional<LineageSummary> summarizes() throws IOException {
    return store.summary(NAME);
  }

  /**
   * A chain from its PEM text.
   *
   * @return the chain
   */
  @Benchmark
  public CertificateChain parsesAChain() {
    return CertificateChain.fromPem(pem);
  }
}
