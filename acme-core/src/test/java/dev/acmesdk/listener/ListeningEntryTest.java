package dev.acmesdk.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.protocol.Identifier;
import java.net.InetAddress;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningEntryTest {
  static final String LOOPBACK_80 =
      "   0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 11111 1 0000000000000000 100 0 0 10 0";
  static final String ALL_80 =
      "  12: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 22222 1 0000000000000000 100 0 0 10 0";
  static final String IPV6_LOOPBACK_80 =
      "   1: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 33333 1 0000000000000000 100 0 0 10 0";
  static final String IPV6_ALL_80 =
      "   2: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 44444 1 0000000000000000 100 0 0 10 0";
  static final String MAPPED_80 =
      "   3: 0000000000000000FFFF00000100007F:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 55555 1 0000000000000000 100 0 0 10 0";

  @BeforeEach
  void linesAreFromALittleEndianMachine() {
    assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "Not little-endian");
  }

  private static InetAddress ip(String literal) {
    return Identifier.ip(literal).address();
  }

  private static ListeningEntry parse(String line) {
    return ListeningEntry.parse(line).orElseThrow();
  }

  @Test
  void readsAddressPortAndInode() {
    assertThat(parse(LOOPBACK_80)).isEqualTo(new ListeningEntry(ip("127.0.0.1"), 80, "11111"));
    assertThat(parse(ALL_80)).isEqualTo(new ListeningEntry(ip("0.0.0.0"), 80, "22222"));
    assertThat(parse(IPV6_LOOPBACK_80)).isEqualTo(new ListeningEntry(ip("::1"), 80, "33333"));
    assertThat(parse(IPV6_ALL_80)).isEqualTo(new ListeningEntry(ip("::"), 80, "44444"));
  }

  @Test
  void takesAMappedAddressForTheIpv4AddressThatItIs() {
    assertThat(parse(MAPPED_80).address()).isEqualTo(ip("127.0.0.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
        "   0: 0100007F:0050 00000000:0000 01 00000000:00000000 00:00000000 00000000  1000        0 1 1",
        "   0: 0100007F:0050 00000000:0000 0A",
        "   0: 010000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1",
        "   0: 0100007G:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1"
      })
  void passesOverWhatDoesNotListen(String line) {
    assertThat(ListeningEntry.parse(line)).isEmpty();
  }

  @Test
  void blocksItsPortOnItsAddressAndEverywhereAtOnce() {
    ListeningEntry entry = parse(LOOPBACK_80);
    assertThat(entry.blocks(null, 80)).isTrue();
    assertThat(entry.blocks(ip("127.0.0.1"), 80)).isTrue();
    assertThat(entry.blocks(ip("127.0.0.2"), 80)).isFalse();
    assertThat(entry.blocks(null, 8080)).isFalse();
  }

  @Test
  void blocksItsPortOnEveryAddressIfItListensEverywhere() {
    assertThat(parse(ALL_80).blocks(ip("127.0.0.2"), 80)).isTrue();
    assertThat(parse(IPV6_ALL_80).blocks(ip("127.0.0.2"), 80)).isTrue();
    assertThat(parse(IPV6_ALL_80).blocks(ip("127.0.0.2"), 443)).isFalse();
  }
}
