package dev.acmesdk.preflight;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether this is a container, into which no request comes unless its port is published. */
final class ContainerCheck implements PreflightCheck {
  private static final Path DOCKER = Path.of("/.dockerenv");
  private static final Path PODMAN = Path.of("/run/.containerenv");
  private static final Path INIT = Path.of("/proc/1/cgroup");

  private final Machine machine;

  ContainerCheck(Machine machine) {
    this.machine = machine;
  }

  @Override
  public List<Finding> examine(PlannedIssuance planned) throws IOException {
    Optional<String> kind = kind();
    if (kind.isEmpty() || !Ways.byConnection(planned)) {
      return List.of();
    }
    if (Surroundings.of(machine, planned).hasPublicAddress()) {
      return List.of(
          Finding.of(
              Topic.CONTAINER,
              Severity.OK,
              "This is a %s container with a public address.".formatted(kind.get())));
    }
    return List.of(
        Finding.of(
                Topic.CONTAINER,
                Severity.HINT,
                "This is a %s container without a public address: requests come in only if its port is published."
                    .formatted(kind.get()))
            .remedy(
                "Publish port %d of the host to port %d of the container, or let it use the host's network (--network host)."
                    .formatted(planned.publicPort(), planned.localPort()),
                "docker run -p %d:%d …".formatted(planned.publicPort(), planned.localPort())));
  }

  private Optional<String> kind() {
    if (machine.file(DOCKER).isPresent()) {
      return Optional.of("Docker");
    }
    if (machine.file(PODMAN).isPresent()) {
      return Optional.of("Podman");
    }
    return machine.file(INIT).filter(text -> text.contains("kubepods")).map(text -> "Kubernetes");
  }
}
