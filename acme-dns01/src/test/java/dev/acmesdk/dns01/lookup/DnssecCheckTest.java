package dev.acmesdk.dns01.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.dns01.lookup.DnssecVerdict.Status;
import dev.acmesdk.testing.dns.DnsFault;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnssecCheckTest {
  private static final String KEY =
      "example.com. DNSKEY 257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==";
  private static final String ANCHOR =
      "example.com. DS 1 13 2 3a9b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70819";

  private final Lab lab = new Lab();
  private final DnssecCheck check = DnssecCheck.of(lab.client);

  @AfterEach
  void close() {
    lab.close();
  }

  private Status status() throws IOException, InterruptedException {
    return check.check("www.example.com").status();
  }

  @Test
  void knowsAZoneThatIsNotSigned() throws IOException, InterruptedException {
    assertThat(check.check("www.example.com"))
        .isEqualTo(new DnssecVerdict(Status.UNSIGNED, "example.com", "example.com is not signed."));
  }

  @Test
  void rfc4035Section3_2_3_believesAResolverThatHasValidated()
      throws IOException, InterruptedException {
    lab.resolver.validate();
    assertThat(status()).isEqualTo(Status.VALID);
  }

  @Test
  void knowsAZoneThatNobodyCanValidate() throws IOException, InterruptedException {
    lab.add(KEY);
    assertThat(status()).isEqualTo(Status.UNANCHORED);
  }

  @Test
  void knowsAResolverThatDoesNotValidate() throws IOException, InterruptedException {
    lab.add(KEY);
    lab.network.server("192.0.2.1").add(ANCHOR);
    assertThat(status()).isEqualTo(Status.NOT_VALIDATED);
  }

  @Test
  void rfc4035Section3_2_2_tellsBrokenSignaturesFromBrokenServers()
      throws IOException, InterruptedException {
    lab.resolver.fail(DnsFault.BOGUS);
    assertThat(check.check("www.example.com").sentence())
        .startsWith("The DNSSEC signatures of www.example.com do not fit");
    assertThat(status()).isEqualTo(Status.BOGUS);
    lab.resolver.fail(DnsFault.SERVFAIL);
    assertThat(status()).isEqualTo(Status.FAILING);
    lab.resolver.fail(DnsFault.REFUSED);
    assertThat(status()).isEqualTo(Status.FAILING);
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> check.check("example.com")).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
