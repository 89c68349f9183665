package dev.acmesdk.testing.assertion;

import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.ReceivedRequest;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * What can be asserted about an {@link EmbeddedAcmeServer}, from its list of requests; so since
 * {@link EmbeddedAcmeServer#resetRequests()} if that was called. Each failure shows the list.
 */
public final class EmbeddedAcmeServerAssert
    extends AbstractAssert<EmbeddedAcmeServerAssert, EmbeddedAcmeServer> {
  private static final int FIRST_ERROR = 400;
  private static final int MOST_SHOWN = 200;

  EmbeddedAcmeServerAssert(EmbeddedAcmeServer server) {
    super(server, EmbeddedAcmeServerAssert.class);
  }

  /**
   * So many accounts were made; those that were found only do not count.
   *
   * @param number how many
   * @return this
   */
  public EmbeddedAcmeServerAssert hasAccounts(int number) {
    return has(number, "new accounts", answered("newAccount", 201));
  }

  /**
   * So many orders were placed, whatever became of them.
   *
   * @param number how many
   * @return this
   */
  public EmbeddedAcmeServerAssert hasOrders(int number) {
    return has(number, "orders", answered("newOrder", 201));
  }

  /**
   * So many certificates were issued, downloaded or not.
   *
   * @param number how many
   * @return this
   */
  public EmbeddedAcmeServerAssert hasCertificates(int number) {
    return has(number, "certificates issued", answered("finalize", 200));
  }

  /**
   * So many requests came for an operation, whatever the answers were.
   *
   * @param operation as in {@link ReceivedRequest#operation()}
   * @param number how many
   * @return this
   * @throws IllegalArgumentException if there is no such operation
   */
  public EmbeddedAcmeServerAssert hasRequests(String operation, int number) {
    isNotNull();
    actual.count(operation); // Refuses a misspelt one, of which there is never a request.
    return has(number, operation + " requests", r -> r.operation().equals(operation));
  }

  /**
   * So many requests came in all.
   *
   * @param number how many
   * @return this
   */
  public EmbeddedAcmeServerAssert hasRequests(int number) {
    return has(number, "requests", r -> true);
  }

  /**
   * No nonce was wasted: newNonce was asked once at most, since each answer brings a nonce (RFC
   * 8555 section 6.5), and none was refused. A client that works on several requests at a time may
   * need more than one; count them with {@link #hasRequests(String, int)} then.
   *
   * @return this
   */
  public EmbeddedAcmeServerAssert wastedNoNonce() {
    isNotNull();
    long fetched = count(r -> r.operation().equals("newNonce"));
    long refused = count(r -> "badNonce".equals(r.problem()));
    if (fetched > 1 || refused > 0) {
      throw failed(
          "no nonce wasted",
          "%d asked for with newNonce, of which one is enough, and %d refused"
              .formatted(fetched, refused));
    }
    return this;
  }

  /**
   * No request was answered with an error.
   *
   * @return this
   */
  public EmbeddedAcmeServerAssert refusedNothing() {
    return has(0, "requests refused", r -> r.status() >= FIRST_ERROR);
  }

  /**
   * So many requests were refused with a problem.
   *
   * @param problem the end of its type, for example {@code rateLimited}
   * @param number how many
   * @return this
   */
  public EmbeddedAcmeServerAssert refused(String problem, int number) {
    return has(number, "requests refused with " + problem, r -> problem.equals(r.problem()));
  }

  private static Predicate<ReceivedRequest> answered(String operation, int status) {
    return request -> request.operation().equals(operation) && request.status() == status;
  }

  private EmbeddedAcmeServerAssert has(int number, String what, Predicate<ReceivedRequest> which) {
    isNotNull();
    long found = count(which);
    if (found != number) {
      throw failed("%d %s".formatted(number, what), String.valueOf(found));
    }
    return this;
  }

  private long count(Predicate<ReceivedRequest> which) {
    return actual.requests().stream().filter(which).count();
  }

  private AssertionError failed(String expected, String found) {
    return failure(
        "%nExpecting at the CA:%n  %s%nbut found:%n  %s%nThe CA was asked:%n%s",
        expected, found, log(actual.requests()));
  }

  private static String log(List<ReceivedRequest> requests) {
    if (requests.isEmpty()) {
      return "  nothing";
    }
    String rest =
        requests.size() > MOST_SHOWN
            ? "%n  and %d more".formatted(requests.size() - MOST_SHOWN)
            : "";
    return requests.stream()
            .limit(MOST_SHOWN)
            .map(EmbeddedAcmeServerAssert::line)
            .collect(Collectors.joining(System.lineSeparator()))
        + rest;
  }

  private static String line(ReceivedRequest request) {
    return "  %s %s: %d%s"
        .formatted(
            request.method(),
            request.operation().equals("unknown") ? request.path() : request.operation(),
            request.status(),
            request.problem() == null ? "" : " " + request.problem());
  }
}
