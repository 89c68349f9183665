package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.protocol.Order;
import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DownloadTest {
  private static final CertificateChain CHAIN =
      TestCa.withIntermediates(1).leaf("example.com").issue().chain();

  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private Order valid() {
    server.onPost("/order/1", json(200, server.order("valid")));
    return client.orders().read(server.account(), server.url("/order/1"));
  }

  private LinkedChain linked(String... links) {
    ResponseDefinitionBuilder answer = aResponse().withBody(CHAIN.toPem());
    answer.withHeader("Link", links);
    server.onPost("/certificate", answer);
    return client.certificates().downloadLinked(server.account(), valid());
  }

  @Test
  void rfc8555Section7_4_2_otherChainsAreFetchedWhenTheyAreWanted() {
    CertificateChain other = TestCa.root().leaf("example.com").issue().chain();
    server.onPost("/alternate/1", aResponse().withBody(other.toPem()));
    LinkedChain linked =
        linked(
            "<" + server.url("/dir") + ">;rel=\"index\"",
            "<"
                + server.url("/alternate/1")
                + ">;rel=\"alternate\", </alternate/2>; rel=alternate");
    assertThat(linked.chain()).isEqualTo(CHAIN);
    assertThat(linked.alternates())
        .containsExactly(server.url("/alternate/1"), server.url("/alternate/2"));
    assertThat(server.posts("/alternate/1")).isEmpty();

    URI first = linked.alternates().get(0);
    assertThat(client.certificates().alternate(server.account(), first)).isEqualTo(other);
    assertThat(payload(server.posts("/alternate/1").get(0))).isEmpty();
    assertThat(server.posts("/alternate/1").get(0).getHeader("Accept"))
        .isEqualTo("application/pem-certificate-chain");
  }

  @Test
  void rfc8555Section6_1_linksThatAreNotHttpsAreLeftOut() {
    assertThat(
            linked(
                    "<http://ca.example/alternate>;rel=\"alternate\"",
                    "<ftp://ca.example/alternate>;rel=\"alternate\"",
                    "<https:alternate>;rel=\"alternate\"",
                    "<::>;rel=\"alternate\"",
                    "alternate;rel=\"alternate\"")
                .alternates())
        .isEmpty();
    assertThatThrownBy(
            () ->
                client
                    .certificates()
                    .alternate(server.account(), URI.create("http://ca.example/alternate")))
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("not HTTPS");
  }

  @Test
  void eachOtherChainCountsOnceAndTheDefaultNotAtAll() {
    assertThat(
            linked(
                    "</certificate>;rel=\"alternate\"",
                    "</a>;rel=\"alternate\"",
                    "</a>;rel=\"alternate\"")
                .alternates())
        .containsExactly(server.url("/a"));
  }

  @Test
  void aFloodOfLinksIsCutOff() {
    String[] links =
        IntStream.range(0, 50)
            .mapToObj(i -> "</" + i + ">;rel=\"alternate\"")
            .toArray(String[]::new);
    assertThat(linked(links).alternates())
        .hasSize(LinkedChain.MAX_ALTERNATES)
        .startsWith(server.url("/0"));
  }

  @Test
  void rfc8555Section7_4_aValidOrderWithoutCertificateIsNamed() {
    server.onPost(
        "/order/1", json(200, server.order("valid").replace("\"certificate\"", "\"other\"")));
    Order order = client.orders().read(server.account(), server.url("/order/1"));
    assertThatThrownBy(() -> client.certificates().download(server.account(), order))
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("is VALID but names no certificate");
  }
}
