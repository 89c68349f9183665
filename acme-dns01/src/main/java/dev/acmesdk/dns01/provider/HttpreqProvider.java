package dev.acmesdk.dns01.provider;

import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.solver.ChallengeSolver;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Has a web service change zones, by the contract of lego's provider {@code httpreq}: {@code POST
 * ENDPOINT/present}, and later {@code ENDPOINT/cleanup}, with {@code {"fqdn":
 * "_acme-challenge.example.com.", "value": "…"}}. Every status of success is one.
 *
 * <p>The service has to keep other values of a name in place, and to take away this one only.
 *
 * <p>Instances are immutable and thread-safe; methods that change something return a copy.
 */
public final class HttpreqProvider implements DnsProvider {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

  private final HttpEndpoint endpoint;
  private final String user;
  private final String password;

  private HttpreqProvider(HttpEndpoint endpoint, String user, String password) {
    this.endpoint = endpoint;
    this.user = user;
    this.password = password;
  }

  /**
   * A service that wants no credentials, with 30 seconds for each request.
   *
   * @param endpoint lego's {@code HTTPREQ_ENDPOINT}; {@code http} is for loopback and networks that
   *     can be trusted
   * @return a provider
   * @throws IllegalArgumentException if it cannot be one; the message says why
   */
  public static HttpreqProvider at(URI endpoint) {
    return new HttpreqProvider(new HttpEndpoint(endpoint, TIME_LIMIT), "", "");
  }

  /**
   * Sets what the service knows us by (RFC 7617): lego's {@code HTTPREQ_USERNAME} and {@code
   * HTTPREQ_PASSWORD}.
   *
   * @param name the user's name, without a colon
   * @param secret the password, which appears in no message
   * @return a copy with them
   */
  public HttpreqProvider credentials(String name, String secret) {
    if (name.isEmpty() || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "The name of a user is empty or holds a colon, which basic authentication cannot send.");
    }
    return new HttpreqProvider(endpoint, name, secret);
  }

  /**
   * Sets how long the service has to answer.
   *
   * @param limit some time, for each request
   * @return a copy with it
   * @throws IllegalArgumentException if it is not positive, or many days
   */
  public HttpreqProvider timeLimit(Duration limit) {
    return new HttpreqProvider(endpoint.timeLimit(limit), user, password);
  }

  /**
   * The same service by lego's {@code HTTPREQ_MODE=RAW}: it gets {@code {"domain": "example.com",
   * "token": "…", "keyAuth": "…"}}, and makes the record by itself.
   *
   * @return a solver
   */
  public ChallengeSolver<Dns01> raw() {
    return new RawSolver(
        new RawSolver.Service() {
          @Override
          public void present(RawSolver.RawChallenge raw) throws IOException, InterruptedException {
            post("/present", members(raw));
          }

          @Override
          public void cleanUp(RawSolver.RawChallenge raw) throws IOException {
            Persistence.carryOut(() -> post("/cleanup", members(raw)));
          }

          private Map<String, String> members(RawSolver.RawChallenge raw) {
            return Map.of("domain", raw.domain(), "token", raw.token(), "keyAuth", raw.keyAuth());
          }
        });
  }

  @Override
  public void addTxt(TxtRecord record) throws IOException, InterruptedException {
    post("/present", members(record));
  }

  @Override
  public void removeTxt(TxtRecord record) throws IOException {
    Persistence.carryOut(() -> post("/cleanup", members(record)));
  }

  private static Map<String, String> members(TxtRecord record) {
    return Map.of("fqdn", record.name() + ".", "value", record.value());
  }

  private void post(String path, Map<String, String> members)
      throws IOException, InterruptedException {
    String basic = HttpEndpoint.basic(user, password);
    Map<String, String> headers = user.isEmpty() ? Map.of() : Map.of("Authorization", basic);
    String secret = basic.substring(basic.indexOf(' ') + 1);
    var unused = endpoint.post(path, headers, Json.write(members), List.of(secret, password));
  }

  /** Shows the address, never a secret. */
  @Override
  public String toString() {
    return "HttpreqProvider[" + endpoint + "]";
  }
}
