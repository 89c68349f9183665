package dev.acmesdk.client;

import dev.acmesdk.client.JsonWebSignature.Signer;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What goes over the wire: a request signed, a directory and a problem document read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WireBenchmark {
  private static final URI CA = URI.create("https://ca.example/directory");

  private final Signer signer =
      new Signer(AccountKey.generate(), CA.resolve("/acme/account/123456"));
  private final URI url = CA.resolve("/acme/new-order");
  private final byte[] payload =
      "{\"identifiers\":[{\"type\":\"dns\",\"value\":\"www.example.com\"}]}"
          .getBytes(StandardCharsets.US_ASCII);
  private final HttpReply directory =
      reply(
          200,
          "application/json",
          """
          {"keyChange": "https://ca.example/acme/key-change",
           "meta": {"caaIdentities": ["ca.example"], "termsOfService": "https://ca.example/terms",
             "website": "https://ca.example", "profiles": {"classic": "https://ca.example/p#c"}},
           "newAccount": "https://ca.example/acme/new-acct",
           "newNonce": "https://ca.example/acme/new-nonce",
           "newOrder": "https://ca.example/acme/new-order",
           "renewalInfo": "https://ca.example/acme/renewal-info",
           "revokeCert": "https://ca.example/acme/revoke-cert",
           "r4nd0m": "https://ca.example/about-new-members"}
          """);
  private final HttpReply problem =
      reply(
          400,
          "application/problem+json",
          """
          {"type": "urn:ietf:params:acme:error:rejectedIdentifier", "status": 400,
           "detail": "Error creating new order :: Cannot issue for the names asked for",
           "subproblems": [{"type": "urn:ietf:params:acme:error:malformed",
             "detail": "Domain name contains an invalid character",
             "identifier": {"type": "dns", "value": "under_score.example.com"}}]}
          """);

  private static HttpReply reply(int status, String mediaType, String body) {
    return new HttpReply(CA, status, Headers.of("Content-Type", mediaType), body, Instant.EPOCH);
  }

  /**
   * A request for an order, signed with P-256.
   *
   * @return the JSON
   */
  @Benchmark
  public byte[] signsARequest() {
    return JsonWebSignature.sign(signer, "oFvnlFP1wIhRlYS2jTaXbA", url, payload);
  }

  /**
   * Let's Encrypt's directory, read.
   *
   * @return what is in it
   */
  @Benchmark
  public Directory readsADirectory() {
    return Resources.directory(directory);
  }

  /**
   * A problem document with one about a name in it, read.
   *
   * @return what is in it
   */
  @Benchmark
  public Problem readsAProblem() {
    return Problems.read(Resources.reader(problem, "problem"));
  }
}
