package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.acmesdk.error.PortUnavailableException;
import dev.acmesdk.error.PortUnavailableException.Reason;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.ProblemType;
import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The CA cannot see what it wants to see, or we know that it will not. */
@Timeout(120)
class UnprovenControlTest {
  @TempDir private Path directory;

  private final LocalCa ca = new LocalCa(builder -> builder.unresolvable("nx.example.com"));

  @AfterEach
  void stop() {
    ca.close();
  }

  private ValidationFailedException failure(AcmeRequest request) {
    ValidationFailedException failure =
        catchThrowableOfType(ValidationFailedException.class, request::obtain);
    assertThat(failure).as("the failure").isNotNull();
    assertThat(ca.drainEvents()).endsWith("ValidationStarted");
    assertThat(directory.resolve("archive")).isEmptyDirectory();
    ca.assertPortIsFree();
    return failure;
  }

  private void assertSucceedsWithANewOrder(String... names) {
    long before = ca.count("newOrder");
    Lineage lineage = ca.acme().storeIn(directory).domains(names).obtain();
    assertThat(lineage.version()).isEqualTo(1);
    assertThat(ca.count("newOrder")).isEqualTo(before + 1);
    assertThat(ca.count("newAccount")).isEqualTo(1);
  }

  @Test
  void aNameThatDoesNotExistIsTold() {
    ValidationFailedException failure =
        failure(ca.acme().storeIn(directory).domains("example.com", "nx.example.com"));
    assertThat(failure.identifiers()).containsExactly(Identifier.dns("nx.example.com"));
    assertThat(failure.problems().get(Identifier.dns("nx.example.com")).kind())
        .isEqualTo(ProblemType.DNS);
    assertThat(failure).hasMessageContaining("could not validate nx.example.com (");
    assertThat(failure.remedy()).contains("the name exists in public DNS");
    assertSucceedsWithANewOrder("example.com");
  }

  @Test
  void anotherServerInPlaceOfOursIsTold() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ca.httpPort), 0);
    other.start();
    try {
      int elsewhere = LocalCa.freePort();
      ValidationFailedException failure =
          catchThrowableOfType(
              ValidationFailedException.class,
              () ->
                  ca.acme().httpPort(elsewhere).storeIn(directory).domains("example.com").obtain());
      assertThat(failure.problem().orElseThrow().kind()).isEqualTo(ProblemType.UNAUTHORIZED);
      assertThat(failure)
          .hasMessageContaining("example.com")
          .hasMessageContaining("404")
          .hasMessageContaining("Something else answers for that name");
      try (ServerSocket again = new ServerSocket(elsewhere)) {
        assertThat(again.isBound()).isTrue();
      }
    } finally {
      other.stop(0);
    }
    assertSucceedsWithANewOrder("example.com");
  }

  @Test
  void aPortWhereNobodyListensIsTold() {
    ValidationFailedException failure =
        failure(ca.acme().httpPort(LocalCa.freePort()).storeIn(directory).domains("example.com"));
    assertThat(failure.problem().orElseThrow().kind()).isEqualTo(ProblemType.CONNECTION);
    assertThat(failure).hasMessageContaining("Connection refused");
    assertThat(failure.remedy()).contains("Nothing listens on that port", "forwarded");
    assertSucceedsWithANewOrder("example.com");
  }

  @Test
  void aPortThatIsTakenIsToldBeforeAnOrderIsPlaced() throws IOException {
    try (ServerSocket occupant = new ServerSocket(ca.httpPort)) {
      PortUnavailableException failure =
          catchThrowableOfType(
              PortUnavailableException.class,
              () -> ca.acme().storeIn(directory).domains("example.com").obtain());
      assertThat(failure.port()).isEqualTo(occupant.getLocalPort());
      assertThat(failure.reason()).isEqualTo(Reason.IN_USE);
      assertThat(failure).hasMessageContaining("Port " + ca.httpPort);
      failure
          .holder()
          .ifPresent(holder -> assertThat(holder).contains("" + ProcessHandle.current().pid()));
      assertThat(failure.remedy()).contains("mount the HTTP-01 responder");
    }
    ca.assertNothingAsked();
    assertThat(directory).isDirectoryNotContaining("glob:**{accounts,archive,live,renewal}");
    assertThat(ca.acme().storeIn(directory).domains("example.com").obtain().version()).isEqualTo(1);
  }

  @Test
  void anAddressOfAnotherMachineIsToldBeforeAnOrderIsPlaced() {
    InetAddress foreign = Identifier.ip("192.0.2.1").address();
    PortUnavailableException failure =
        catchThrowableOfType(
            PortUnavailableException.class,
            () ->
                ca.acme().httpAddress(foreign).storeIn(directory).domains("example.com").obtain());
    assertThat(failure.reason()).isEqualTo(Reason.ADDRESS_MISSING);
    assertThat(failure).hasMessageContaining("192.0.2.1");
    ca.assertNothingAsked();
    assertThat(directory).isDirectoryNotContaining("glob:**{accounts,archive,live,renewal}");
  }
}
