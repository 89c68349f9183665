package dev.acmesdk.benchmarks;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.tls.ReloadableKeyManager;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
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

/** What it costs each handshake to choose among few or many certificates by the client's SNI. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyManagerBenchmark {
  private final ReloadableKeyManager keys = ReloadableKeyManager.create();
  private @Nullable SSLEngine server;

  /** How many there are to choose from. */
  @Param({"1", "100", "10000"})
  public int lineages;

  /**
   * Publishes them, and stops in the middle of a handshake: the server has read the client's hello.
   *
   * @throws GeneralSecurityException if the JDK has no TLS
   * @throws SSLException if the hello is refused
   */
  @Setup
  public void shakeHalf() throws GeneralSecurityException, SSLException {
    KeyPair key = KeyAlgorithm.EC_P256.generate();
    for (int i = 0; i < lineages; i++) {
      keys.publish(TestLineages.of(name(i), name(i), KeyAlgorithm.EC_P256, key));
    }
    ByteBuffer hello = hello(name(lineages / 2));
    SSLEngine engine = keys.sslContext().createSSLEngine();
    engine.setUseClientMode(false);
    engine.unwrap(hello, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      engine.getDelegatedTask().run();
    }
    if (!choose(engine).contains("/" + name(lineages / 2) + "/")) {
      throw new IllegalStateException("Not the one that was asked for: " + choose(engine));
    }
    server = engine;
  }

  private static String name(int number) {
    return "host-" + number + ".example";
  }

  private static ByteBuffer hello(String name) throws GeneralSecurityException, SSLException {
    SSLEngine client = SSLContext.getDefault().createSSLEngine();
    client.setUseClientMode(true);
    SSLParameters parameters = client.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(name)));
    client.setSSLParameters(parameters);
    ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
    client.wrap(ByteBuffer.allocate(0), hello);
    return hello.flip();
  }

  private String choose(@Nullable SSLEngine engine) {
    return String.valueOf(keys.chooseEngineServerAlias("EC", null, engine));
  }

  /**
   * Chooses.
   *
   * @return the alias
   */
  @Benchmark
  public String chooses() {
    return choose(server);
  }
}
