package dev.acmesdk.client;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.RenewalInfo;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks when to renew (RFC 9773 section 4), and sorts what can go wrong. */
final class RenewalInformation {
  /** Section 4.3.2: limits that the client sets. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private static final Duration LONGEST = Duration.ofDays(1);

  /** Section 4.3.3: after a long-term error, and also if the server does not say. */
  private static final Duration DEFAULT = Duration.ofHours(6);

  private static final int LONGEST_URL = 2_000;

  private final Requests requests;
  private final Clock clock;

  RenewalInformation(Requests requests, Clock clock) {
    this.requests = requests;
    this.clock = clock;
  }

  RenewalAnswer ask(URI renewalInfo, CertificateId certificate) {
    String action = "to show renewal information";
    try {
      return requests.retries().repeat(action, () -> askOnce(renewalInfo, certificate, action));
    } catch (CancelledException | DeadlineExceededException e) {
      throw e;
    } catch (AcmeException e) {
      return unavailable(e);
    }
  }

  /** Throws what passes by itself, and nothing else, so that only that is tried again. */
  private RenewalAnswer askOnce(URI renewalInfo, CertificateId certificate, String action) {
    try {
      return new RenewalAnswer.Suggested(
          read(requests.getOnce(url(renewalInfo, certificate), action), certificate));
    } catch (CancelledException | DeadlineExceededException e) {
      throw e;
    } catch (AcmeException e) {
      if (isTemporary(e)) {
        throw e;
      }
      return unavailable(e);
    }
  }

  /** Section 4.1: the identifier is one more segment of the path. */
  private static URI url(URI renewalInfo, CertificateId certificate) {
    String base = renewalInfo.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + certificate.value());
  }

  /** Section 4.3.3 counts timeouts and HTTP 5xx among those, and nothing else. */
  private static boolean isTemporary(AcmeException e) {
    if (e instanceof ServerUnreachableException) {
      return e.getCause() instanceof SocketTimeoutException;
    }
    if (e instanceof ProtocolViolationException violation) {
      return violation.status() >= 500;
    }
    return e instanceof RejectedException && e.problem().map(Problem::status).orElse(0) >= 500;
  }

  private RenewalAnswer unavailable(AcmeException cause) {
    return new RenewalAnswer.Unavailable(cause, clock.instant().plus(DEFAULT));
  }

  static RenewalInfo read(HttpReply reply, CertificateId certificate) {
    ResourceReader json = Resources.reader(reply, "renewal information");
    ResourceReader window = json.object("suggestedWindow", "suggested window");
    if (window == null) {
      throw json.missing("suggestedWindow");
    }
    Instant start = window.requiredInstant("start");
    Instant end = window.requiredInstant("end");
    if (!end.isAfter(start)) {
      throw new ProtocolViolationException(
          "The renewal window from %s ends at %s, but begins at %s (RFC 9773 section 4.2)."
              .formatted(reply.url(), end, start),
          "Report this to the CA; until then, the certificate's lifetime decides about its renewal.",
          null);
    }
    return new RenewalInfo(
        certificate,
        start,
        end,
        explanation(json.url("explanationURL")),
        reply.received(),
        askAgainAt(reply));
  }

  private static Instant askAgainAt(HttpReply reply) {
    Instant asked = reply.retryAfter();
    Duration wait = asked == null ? DEFAULT : Duration.between(reply.received(), asked);
    Duration atLeast = wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
    return reply.received().plus(atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast);
  }

  /** It ends up before humans, who may follow it: nothing but a page on the web, in ASCII. */
  private static @Nullable URI explanation(@Nullable URI url) {
    if (url == null || !isPage(url)) {
      return null;
    }
    String ascii = url.toASCIIString();
    return ascii.length() > LONGEST_URL ? null : URI.create(ascii);
  }

  private static boolean isPage(URI url) {
    return ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null;
  }
}
