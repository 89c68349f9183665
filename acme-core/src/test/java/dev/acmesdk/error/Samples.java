package dev.acmesdk.error;

import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** At least one exception of every kind, with everything in it that it can have. */
final class Samples {
  static final URI DIRECTORY = URI.create("https://ca.example/directory");
  static final URI ORDER = URI.create("https://ca.example/order/1");
  static final Instant LATER = Instant.parse("2026-03-01T12:00:00Z");
  static final Identifier NAME = Identifier.dns("example.com");
  static final Identifier OTHER_NAME = Identifier.dns("www.example.com");

  private Samples() {}

  static Stream<AcmeException> all() {
    return Stream.of(
        new AccountKeyInUseException(ORDER, DIRECTORY, compound()),
        new AccountKeyInUseException(ORDER, null, null),
        new DeadlineExceededException("the validation", ORDER, LATER),
        new DeadlineExceededException("the validation", null, null),
        new ExternalAccountRequiredException(DIRECTORY),
        new ExternalAccountRequiredException(DIRECTORY, compound()),
        new InvalidRequestException("The name is empty. Give a name."),
        new InvalidRequestException(List.of("One is wrong.", "Two is wrong.")),
        new NoUsableChallengeException(NAME, List.of("dns-01"), List.of("http-01")),
        portUnavailable(PortUnavailableException.Reason.IN_USE, "nginx (process 812)"),
        new ProtocolViolationException("It sent HTML.", "Check the URL.", 503, LATER, null),
        new LeaseLostException("example.com", "process 7 on host"),
        new RateLimitedException(
            problem(ProblemType.RATE_LIMITED, "too many", NAME), LATER, DIRECTORY),
        new RateLimitedException(
            problem(
                ProblemType.RATE_LIMITED,
                "too many new orders (300) from this account in the last 3h0m0s, retry after"
                    + " 2026-03-01 12:00:00 UTC: see https://ca.example/limits",
                NAME),
            null,
            null),
        new RejectedException("the order", compound(), LATER),
        new RejectedException("the account", compound(), "Get other ones.", null),
        new RenewalPostponedException("example.com", 3, "no route", LATER),
        new RenewalPostponedException("example.com", 3, "paused", null),
        new ServerUnreachableException(DIRECTORY, new ConnectException("Connection refused")),
        new SolverException("No webroot.", "Make one.", List.of(NAME, OTHER_NAME), null),
        new StoreException("Cannot write /x.", "Free some space.", new IOException("full")),
        new TermsNotAgreedException(DIRECTORY),
        new TermsNotAgreedException(DIRECTORY, userAction("New terms", ORDER)),
        new TermsNotAgreedException(DIRECTORY, compound()),
        new ValidationFailedException(problems(), ORDER));
  }

  static PortUnavailableException portUnavailable(
      PortUnavailableException.Reason reason, String holder) {
    return new PortUnavailableException(
        80, "all addresses", reason, holder, new BindException("Address already in use"));
  }

  static Map<Identifier, Problem> problems() {
    Map<Identifier, Problem> problems = new LinkedHashMap<>();
    problems.put(OTHER_NAME, problem(ProblemType.DNS, "No such name", OTHER_NAME));
    problems.put(NAME, problem(ProblemType.CONNECTION, "Connection refused", NAME));
    return problems;
  }

  static Problem compound() {
    return new Problem(
        ProblemType.COMPOUND.urn(),
        "Several",
        "Two names are wrong",
        403,
        DIRECTORY,
        null,
        List.of(
            problem(ProblemType.CAA, "forbidden", NAME),
            problem(ProblemType.REJECTED_IDENTIFIER, "policy", OTHER_NAME)),
        List.of("ES256"));
  }

  static Problem userAction(String detail, URI instance) {
    return new Problem(
        ProblemType.USER_ACTION_REQUIRED.urn(),
        null,
        detail,
        403,
        instance,
        null,
        List.of(),
        List.of());
  }

  static Directory.Meta meta(List<String> caaIdentities, String... profiles) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (String profile : profiles) {
      descriptions.put(profile, "about it");
    }
    return new Directory.Meta(null, null, caaIdentities, false, descriptions);
  }

  static Problem withParts(ProblemType kind, String detail, Problem... parts) {
    return new Problem(kind.urn(), null, detail, 400, null, null, List.of(parts), List.of());
  }

  static Problem problem(ProblemType kind, String detail, Identifier identifier) {
    return new Problem(kind.urn(), null, detail, 400, null, identifier, List.of(), List.of());
  }
}
