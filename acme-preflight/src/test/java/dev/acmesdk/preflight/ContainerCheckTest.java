package dev.acmesdk.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Challenge.Http01;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerCheckTest {
  private static List<Finding> examine(FakeMachine machine) throws IOException {
    return new ContainerCheck(machine)
        .examine(
            Plans.at(
                URI.create("https://ca.example/directory"), Plans.idle(Http01.class), "a.example"));
  }

  @Test
  void remindsOfPublishingThePort() throws Exception {
    Finding finding = examine(FakeMachine.at("172.17.0.2").file("/.dockerenv", "")).get(0);

    assertThat(finding.severity()).isEqualTo(Severity.HINT);
    assertThat(finding.statement()).contains("Docker");
    assertThat(finding.commands()).containsExactly("docker run -p 80:80 …");
  }

  @Test
  void knowsOtherKinds() throws Exception {
    assertThat(
            examine(FakeMachine.at("10.1.1.1").file("/run/.containerenv", "")).get(0).statement())
        .contains("Podman");
    assertThat(
            examine(FakeMachine.at("10.1.1.1").file("/proc/1/cgroup", "0::/kubepods/pod1\n"))
                .get(0)
                .statement())
        .contains("Kubernetes");
  }

  @Test
  void doesNotMindAContainerInTheNetworkOfItsHost() throws Exception {
    assertThat(examine(FakeMachine.at("198.41.0.4").file("/.dockerenv", "")).get(0).severity())
        .isEqualTo(Severity.OK);
  }

  @Test
  void saysNothingOnAnOrdinaryMachine() throws Exception {
    assertThat(examine(FakeMachine.at("10.0.0.1").file("/proc/1/cgroup", "0::/init.scope\n")))
        .isEmpty();
  }
}
