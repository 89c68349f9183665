package dev.acmesdk.protocol;

import static dev.acmesdk.fuzz.Harmless.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.acmesdk.fuzz.Harmless;
import java.util.Optional;
import java.util.function.Supplier;

/** Names and addresses: brought into their one form, which stays as it is, or refused. */
class IdentifierFuzzTest {

  @FuzzTest
  void dnsName(byte[] text) {
    refusable(() -> Identifier.dns(text(text)))
        .ifPresent(
            name -> {
              require(Identifier.dns(name.value()).equals(name), "not stable", name);
              require(name.value().length() <= 253, "too long", name);
              require(name.value().chars().allMatch(c -> c > ' ' && c < 127), "not ASCII", name);
              require(!name.withoutWildcard().isWildcard(), "still wild", name);
              Harmless.shown(name, 253);
            });
  }

  @FuzzTest
  void ipAddress(byte[] text) {
    refusable(() -> Identifier.ip(text(text)))
        .ifPresent(
            ip -> {
              require(Identifier.ip(ip.value()).equals(ip), "not stable", ip);
              require(
                  Identifier.ip(ip.address().getHostAddress()).equals(ip), "another address", ip);
              Harmless.shown(ip, 39);
            });
  }

  @FuzzTest
  void foreignText(byte[] text) {
    String clean = Text.clean(text(text));
    require(Text.clean(clean).equals(clean), "not stable", clean);
    Harmless.shown(clean, 2_001);
    Harmless.shown(Text.shown(text(text)), 101);
  }

  private static <T> Optional<T> refusable(Supplier<T> reading) {
    return Harmless.unlessRefused(IllegalArgumentException.class, reading);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
