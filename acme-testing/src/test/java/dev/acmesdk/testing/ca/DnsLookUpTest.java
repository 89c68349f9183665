package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.testing.dns.DnsFault;
import dev.acmesdk.testing.dns.DnsStub;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsLookUpTest {
  private final DnsStub stub = DnsStub.start();
  private final DnsLookUp dns = new DnsLookUp(stub.address(), Duration.ofMillis(200));

  @BeforeEach
  void zone() {
    stub.addZone("example.com. SOA ns1.example.com. admin.example.com. 1 1800 900 604800 60");
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void joinsTheStringsOfALongText() throws Exception {
    stub.addTxt("long.example.com", "x".repeat(600));

    assertThat(dns.texts("long.example.com")).containsExactly("x".repeat(600));
  }

  /** A test may wait in a thread of that pool for a certificate. */
  @Test
  void needsNoThreadOfTheCommonPool() throws Exception {
    stub.addTxt("a.example.com", "here");
    CountDownLatch end = new CountDownLatch(1);
    ForkJoinPool pool = ForkJoinPool.commonPool();
    List<? extends Future<?>> waiting =
        Stream.generate(() -> pool.submit(() -> await(end))).limit(pool.getParallelism()).toList();
    try {
      assertThat(dns.texts("a.example.com")).containsExactly("here");
    } finally {
      end.countDown();
    }
    for (Future<?> each : waiting) {
      each.get();
    }
  }

  private static boolean await(CountDownLatch end) throws InterruptedException {
    end.await();
    return true;
  }

  @Test
  void givesIpv6AddressesFirst() throws Exception {
    stub.add("www.example.com. 60 A 127.0.0.1");
    stub.add("www.example.com. 60 AAAA ::1");

    assertThat(dns.addresses("www.example.com"))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("0:0:0:0:0:0:0:1", "127.0.0.1");
  }

  @Test
  void rfc1034Section3_6_2_followsAliasesIntoOtherZones() throws Exception {
    stub.addZone("other.test. SOA ns1.other.test. admin.other.test. 1 1800 900 604800 60");
    stub.add("a.example.com. 60 CNAME b.other.test.");
    stub.addTxt("b.other.test", "here");

    assertThat(dns.texts("a.example.com")).containsExactly("here");
  }

  @Test
  void givesUpAliasesThatGoInCircles() {
    stub.add("a.example.com. 60 CNAME b.example.com.");
    stub.add("b.example.com. 60 CNAME a.example.com.");

    assertThatThrownBy(() -> dns.texts("a.example.com")).isInstanceOf(DnsFailure.class);
  }

  @Test
  void saysThatNobodyAnswers() {
    stub.fail(DnsFault.DROP);

    assertThatThrownBy(() -> dns.texts("a.example.com"))
        .isInstanceOf(DnsFailure.class)
        .hasMessage("DNS problem: query timed out looking up TXT for a.example.com");
    assertThat(stub.queries()).hasSize(2);
  }
}
