package dev.acmesdk.benchmarks;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.CertificateSigningRequest;
import dev.acmesdk.crypto.KeyAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Key generation, JWS signatures and CSRs, per kind of key. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyBenchmark {
  /** The kind of key. */
  @Param({"EC_P256", "EC_P384", "EC_P521", "RSA_2048"})
  public KeyAlgorithm algorithm = KeyAlgorithm.EC_P256;

  private final byte[] input = "a signing input of some length".getBytes(StandardCharsets.US_ASCII);
  private final List<String> names =
      IntStream.range(0, 100).mapToObj(i -> "host-" + i + ".example.com").toList();
  private AccountKey accountKey = AccountKey.generate();
  private KeyPair certificateKey = algorithm.generate();

  /** Makes the keys that are not measured. */
  @Setup
  public void makeKeys() {
    accountKey = AccountKey.generate(algorithm);
    certificateKey = algorithm.generate();
  }

  /**
   * A new key pair.
   *
   * @return the pair
   */
  @Benchmark
  public KeyPair generate() {
    return algorithm.generate();
  }

  /**
   * The signature of one request.
   *
   * @return the signature
   */
  @Benchmark
  public byte[] sign() {
    return accountKey.sign(input);
  }

  /**
   * A certificate signing request for 100 names.
   *
   * @return the request
   */
  @Benchmark
  public CertificateSigningRequest requestForHundredNames() {
    return CertificateSigningRequest.create(certificateKey, names, List.of());
  }
}
