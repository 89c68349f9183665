package dev.acmesdk.dns01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a solver asks of its provider before an order is placed. */
class ZoneCheckTest {
  private final List<String> checked = new ArrayList<>();

  private static final List<Identifier> IDENTIFIERS =
      List.of(
          Identifier.dns("example.com"),
          Identifier.dns("*.example.com"),
          Identifier.ip("192.0.2.1"),
          Identifier.dns("a.example.org"));

  /** A provider that can check. */
  private record Checking(ZoneCheck check) implements DnsProvider, ZoneCheck {
    @Override
    public void addTxt(TxtRecord record) {
      throw new AssertionError("Nothing is to be added");
    }

    @Override
    public void removeTxt(TxtRecord record) {
      throw new AssertionError("Nothing is to be removed");
    }

    @Override
    public void check(List<String> names) throws IOException, InterruptedException {
      check.check(names);
    }
  }

  private static void reserve(DnsProvider provider) throws IOException {
    Dns01Solver.of(provider).reserve(IDENTIFIERS).close();
  }

  @Test
  void eachNameIsCheckedOnce() throws IOException {
    reserve(new Checking(checked::addAll));
    assertThat(checked)
        .containsExactly("_acme-challenge.example.com", "_acme-challenge.a.example.org");
  }

  @Test
  void aProviderThatCannotCheckIsNotAsked() throws IOException {
    Zone zone = new Zone();
    reserve(zone);
    assertThat(zone.values).isEmpty();
  }

  @Test
  void aFailureIsPassedOn() {
    assertThatIOException()
        .isThrownBy(
            () ->
                reserve(
                    new Checking(
                        names -> {
                          throw new IOException("wrong key");
                        })))
        .withMessage("wrong key");
  }

  @Test
  void anInterruptionCancelsTheIssuance() {
    assertThatExceptionOfType(CancelledException.class)
        .isThrownBy(
            () ->
                reserve(
                    new Checking(
                        names -> {
                          throw new InterruptedException();
                        })));
  }
}
