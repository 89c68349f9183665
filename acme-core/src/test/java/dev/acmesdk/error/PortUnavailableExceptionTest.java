package dev.acmesdk.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.error.PortUnavailableException.Reason;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class PortUnavailableExceptionTest {
  private final BindException cause = new BindException("Cannot bind");

  @Test
  void aHolderThatIsThisProcessIsNotToBeStopped() {
    PortUnavailableException e =
        new PortUnavailableException(
            80,
            "all addresses",
            PortUnavailableException.Reason.IN_USE,
            PortUnavailableException.THIS_PROCESS + " (process 7)",
            new java.net.BindException("in use"));
    assertThat(e).hasMessageContaining("this very process (process 7) is listening on it");
    assertThat(e.remedy())
        .contains("wait for that", "mount the HTTP-01 responder")
        .doesNotContain("Stop");
  }

  @Test
  void namesWhoHasThePort() {
    PortUnavailableException e = unavailable(80, Reason.IN_USE, "nginx (process 812)");
    assertThat(e)
        .hasMessage(
            "Port 80 on all addresses cannot be opened: nginx (process 812) is listening on it."
                + " Stop nginx (process 812) while the certificate is obtained, or let it answer"
                + " the challenge itself: use the webroot solver, or mount the HTTP-01 responder in"
                + " it.")
        .hasCause(cause);
    assertThat(e.port()).isEqualTo(80);
    assertThat(e.reason()).isEqualTo(Reason.IN_USE);
    assertThat(e.holder()).contains("nginx (process 812)");
    assertThat(e.isRetryable()).isFalse();
  }

  @Test
  void saysHowToFindOutWhoHasThePort() {
    PortUnavailableException e = unavailable(8080, Reason.IN_USE, null);
    assertThat(e.getMessage())
        .startsWith("Port 8080 on all addresses cannot be opened: another program is listening")
        .contains("Stop that program")
        .endsWith("To see who it is: ss -ltnp 'sport = :8080'");
    assertThat(e.holder()).isEmpty();
  }

  @Test
  void saysHowToGetTheRightForALowPort() {
    PortUnavailableException e = unavailable(80, Reason.NO_PERMISSION, null);
    assertThat(e.getMessage())
        .contains("this process may not open ports below 1024")
        .contains("AmbientCapabilities=CAP_NET_BIND_SERVICE")
        .contains("setcap cap_net_bind_service=+ep");
  }

  @Test
  void doesNotBlameALowPortIfItIsNone() {
    assertThat(unavailable(8080, Reason.NO_PERMISSION, null).getMessage())
        .contains("the operating system does not permit it")
        .doesNotContain("below 1024");
  }

  @Test
  void saysWhereToLookForTheAddress() {
    PortUnavailableException e =
        new PortUnavailableException(80, "192.0.2.1", Reason.ADDRESS_MISSING, null, cause);
    assertThat(e)
        .hasMessage(
            "Port 80 on 192.0.2.1 cannot be opened: no network interface of this machine has that"
                + " address. Check 192.0.2.1 against the output of: ip address. Or listen on all"
                + " addresses.");
  }

  @Test
  void speaksOfThePortThatTheCaConnectsTo() {
    assertThat(onPort443(Reason.NO_PERMISSION, null))
        .hasMessageEndingWith("or listen on a higher port to which port 443 is forwarded.");
    assertThat(onPort443(Reason.IN_USE, "nginx (process 812)"))
        .hasMessage(
            "Port 443 on all addresses cannot be opened: nginx (process 812) is listening on it."
                + " Stop nginx (process 812) while the certificate is obtained, or prove control by"
                + " HTTP-01 or DNS-01.");
    assertThat(onPort443(Reason.IN_USE, "this very process (process 1)"))
        .hasMessageEndingWith("a server of your own, prove control by HTTP-01 or DNS-01.");
  }

  private PortUnavailableException onPort443(Reason reason, String holder) {
    return new PortUnavailableException(443, "all addresses", reason, holder, 443, cause);
  }

  private PortUnavailableException unavailable(int port, Reason reason, String holder) {
    return new PortUnavailableException(port, "all addresses", reason, holder, cause);
  }
}
