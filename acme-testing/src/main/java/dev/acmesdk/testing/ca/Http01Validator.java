package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;

/**
 * HTTP-01 (RFC 8555 section 8.3) with the words of Boulder, Let's Encrypt's server, since those are
 * the words that people look up. Follows redirects as Let's Encrypt does, but not to https.
 */
final class Http01Validator implements ChallengeValidator {
  private static final int MOST_REDIRECTS = 10;
  private static final int SHOWN = 96;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);

  private final Names names;
  private final int port;
  private final Duration connectLimit;
  private final Duration readLimit;

  Http01Validator(Names names, int port) {
    this(names, port, Duration.ofSeconds(2), Duration.ofSeconds(5));
  }

  Http01Validator(Names names, int port, Duration connectLimit, Duration readLimit) {
    this.names = names;
    this.port = port;
    this.connectLimit = connectLimit;
    this.readLimit = readLimit;
  }

  @Override
  public void validate(ValidationTask task) throws ChallengeFailure {
    WebTarget target =
        new WebTarget(task.identifier(), port, "/.well-known/acme-challenge/" + task.token());
    InetAddress address = names.resolve(target.host());
    HttpReply reply = get(address, target);
    for (int i = 0; REDIRECTS.contains(reply.status()); i++) {
      if (i == MOST_REDIRECTS) {
        throw fetching(address, target, "Too many redirects");
      }
      target = redirected(address, target, reply);
      address = names.resolve(target.host());
      reply = get(address, target);
    }
    check(reply, task, address, target);
  }

  private HttpReply get(InetAddress address, WebTarget target) throws ChallengeFailure {
    try {
      return HttpReply.get(
          address, target.port(), target.authority(), target.path(), connectLimit, readLimit);
    } catch (IOException e) {
      throw fetching(address, target, reason(e));
    }
  }

  private static String reason(IOException error) {
    if (error instanceof HttpReply.ConnectTimeout) {
      return "Timeout during connect (likely firewall problem)";
    }
    if (error instanceof SocketTimeoutException) {
      return "Timeout during read (your server may be slow or overloaded)";
    }
    if (error instanceof NoRouteToHostException) {
      return "Network unreachable";
    }
    if (error instanceof ConnectException) {
      return "Connection refused";
    }
    if (error instanceof SocketException) {
      return "Connection reset by peer";
    }
    return error instanceof ProtocolException
        ? String.valueOf(error.getMessage())
        : "Error getting validation data";
  }

  private static WebTarget redirected(InetAddress address, WebTarget from, HttpReply reply)
      throws ChallengeFailure {
    String location = reply.header("Location").orElse("");
    try {
      return from.redirectedTo(location);
    } catch (IllegalArgumentException e) {
      throw fetching(address, from, String.valueOf(e.getMessage()));
    }
  }

  private static void check(
      HttpReply reply, ValidationTask task, InetAddress address, WebTarget target)
      throws ChallengeFailure {
    if (reply.status() != 200) {
      throw unauthorized(
          address, "Invalid response from %s: %d".formatted(target.url(), reply.status()));
    }
    // RFC 8555 section 8.3: white space at the end does not count.
    String body = reply.body().text().stripTrailing();
    if (!body.equals(task.keyAuthorization())) {
      throw unauthorized(
          address,
          ("The key authorization file from the server did not match this challenge."
                  + " Expected \"%s\" (got \"%s\")")
              .formatted(task.keyAuthorization(), shown(body)));
    }
  }

  /** A page instead of a key authorization is cut, and control characters are not passed on. */
  private static String shown(String body) {
    String text = body.replaceAll("\\p{Cntrl}", " ");
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  private static ChallengeFailure fetching(InetAddress address, WebTarget target, String why) {
    return new ChallengeFailure(
        ProblemKind.CONNECTION,
        "%s: Fetching %s: %s".formatted(IpLiterals.canonical(address), target.url(), why));
  }

  private static ChallengeFailure unauthorized(InetAddress address, String why) {
    return new ChallengeFailure(
        ProblemKind.UNAUTHORIZED, "%s: %s".formatted(IpLiterals.canonical(address), why));
  }
}
