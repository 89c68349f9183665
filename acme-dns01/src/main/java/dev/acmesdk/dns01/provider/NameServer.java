package dev.acmesdk.dns01.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/**
 * The server that takes updates. It is asked over TCP only: an update that is sent again because
 * its answer was lost on the way is the harder case.
 *
 * @param host a name or an address
 * @param port a TCP port
 * @param key signs what is sent, if the server wants that
 * @param timeLimit for each exchange
 * @param clock by which is signed
 */
record NameServer(String host, int port, @Nullable TsigKey key, Duration timeLimit, Clock clock) {
  private static final int NO_EDNS = -1;

  /** Sends something and reads the answer, whatever the answer is. */
  Message ask(Message question, boolean signs) throws IOException, InterruptedException {
    // An answer that comes at once would hide the interruption, and the next question be sent.
    if (Thread.interrupted()) {
      throw new InterruptedException("Interrupted before the name server " + this + " was asked");
    }
    SimpleResolver resolver = resolver();
    if (signs && key != null) {
      resolver.setTSIGKey(tsig(key));
    }
    // By dnsjava's own thread: an application may have all of the common pool wait for this.
    CompletableFuture<Message> answer =
        resolver.sendAsync(question, Runnable::run).toCompletableFuture();
    try {
      return answer.get(timeLimit.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      throw new IOException(silent(cause), cause);
    } finally {
      answer.cancel(true);
    }
  }

  private SimpleResolver resolver() throws IOException {
    InetAddress address = InetAddress.getByName(host);
    SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(address, port));
    resolver.setTCP(true);
    resolver.setTimeout(timeLimit);
    resolver.setEDNS(NO_EDNS); // some servers refuse updates with options
    return resolver;
  }

  private TSIG tsig(TsigKey shared) throws IOException {
    Name algorithm =
        switch (shared.algorithm()) {
          case HMAC_SHA256 -> TSIG.HMAC_SHA256;
          case HMAC_SHA384 -> TSIG.HMAC_SHA384;
          case HMAC_SHA512 -> TSIG.HMAC_SHA512;
        };
    return new TSIG(
        algorithm,
        Name.fromString(shared.name() + "."),
        new SecretKeySpec(shared.secret(), shared.algorithm().toString()),
        clock);
  }

  private String silent(@Nullable Throwable cause) {
    return "the name server %s gave no answer that could be understood within %s: %s"
        .formatted(this, shown(timeLimit), cause == null ? "no reason is known" : cause);
  }

  private static String shown(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  /**
   * Refuses every answer but a good one.
   *
   * @param answer what it said
   * @param what what was asked for, in words that follow a "to"
   */
  void requireDone(Message answer, String what) throws IOException {
    int code = answer.getHeader().getRcode();
    if (code != Rcode.NOERROR) {
      TSIGRecord tsig = answer.getTSIG();
      throw new IOException(
          "the name server %s was asked to %s, and says %s"
              .formatted(
                  this, what, UpdateRefusal.of(code, tsig == null ? 0 : tsig.getError(), key)));
    }
    if (key != null && !answer.isVerified()) {
      throw new IOException(
          "the answer of the name server %s is not signed with the key %s, so that anybody may have sent it: is something between here and the server?"
              .formatted(this, key.name()));
    }
  }

  /** Shows where it is. */
  @Override
  public String toString() {
    return host + " port " + port;
  }
}
