package dev.acmesdk.dns01.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.acmesdk.dns01.TxtRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API of acme-dns as its documentation has it. */
@Timeout(60)
class AcmeDnsProviderTest {
  private static final String VALUE = "lCM7cZyQXcVHK2nnW3jjAhNT3Fvm18UN-kWZZknKoYM";
  private static final String PASSWORD = "htB9mR9DYgcu9bX_afHF62erXaH2TS7bg9KW3F7Z";
  private static final String USER = "c36f50e8-4632-44f0-83fe-e070fef28a10";
  private static final String SUBDOMAIN = "8e5700ea-a4bf-41c7-8a77-e990661dcc6a";
  private static final String FULL = SUBDOMAIN + ".auth.acme-dns.io";
  private static final String ACCOUNT =
      "{\"allowfrom\":[],\"fulldomain\":\"%s\",\"password\":\"%s\",\"subdomain\":\"%s\",\"username\":\"%s\"}"
          .formatted(FULL, PASSWORD, SUBDOMAIN, USER);
  private static final String CNAME = "_acme-challenge.example.com. IN CNAME " + FULL + ".";

  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private AcmeDnsProvider provider;

  @TempDir Path folder;

  @BeforeEach
  void start() {
    server.start();
    provider = AcmeDnsProvider.at(URI.create(server.baseUrl()), file());
    onRegister(aResponse().withStatus(201).withBody(ACCOUNT));
    onUpdate(aResponse().withStatus(200).withBody("{\"txt\": \"" + VALUE + "\"}"));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Path file() {
    return folder.resolve("acmedns.json");
  }

  private void onRegister(ResponseDefinitionBuilder response) {
    server.stubFor(post("/register").willReturn(response));
  }

  private void onUpdate(ResponseDefinitionBuilder response) {
    server.stubFor(post("/update").willReturn(response));
  }

  private static TxtRecord record(String name) {
    return new TxtRecord(name, VALUE, TxtRecord.DEFAULT_TTL);
  }

  private void add() throws IOException, InterruptedException {
    provider.addTxt(record("_acme-challenge.example.com"));
  }

  @Test
  void registersAndSaysWhichRecordToMake() throws Exception {
    AcmeDnsAccount account = provider.register("Example.com");
    assertThat(account.cname()).isEqualTo(CNAME);
    assertThat(account.domain()).isEqualTo("example.com");
    assertThat(account.fullDomain()).isEqualTo(FULL);
    assertThat(account.toString()).doesNotContain(PASSWORD).doesNotContain(USER);
    server.verify(postRequestedFor(urlEqualTo("/register")).withRequestBody(equalToJson("{}")));
  }

  @Test
  void keepsAccountsWhereNobodyElseCanReadThem() throws Exception {
    provider.register("example.com");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(Json.read(Files.readString(file())).get("example.com"))
        .asString()
        .contains(FULL, PASSWORD, USER, SUBDOMAIN, server.baseUrl());
    try (var all = Files.list(folder)) {
      assertThat(all.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("acmedns.json", "acmedns.json.lock");
    }
  }

  @Test
  void registersADomainOnceOnly() throws Exception {
    provider.register("example.com");
    AcmeDnsProvider.at(URI.create(server.baseUrl()), file()).register("example.com");
    server.verify(1, postRequestedFor(urlEqualTo("/register")));
  }

  @Test
  void limitsWhereAccountsCanBeUsedFrom() throws Exception {
    provider.allowFrom("192.0.2.0/24", "2001:db8::/32").register("example.com");
    server.verify(
        postRequestedFor(urlEqualTo("/register"))
            .withRequestBody(equalToJson("{\"allowfrom\":[\"192.0.2.0/24\",\"2001:db8::/32\"]}")));
  }

  @Test
  void updatesWithTheCredentialsOfTheDomain() throws Exception {
    provider.register("example.com");
    add();
    provider.addTxt(record(FULL)); // the name behind the CNAME record
    server.verify(
        2,
        postRequestedFor(urlEqualTo("/update"))
            .withHeader("X-Api-User", equalTo(USER))
            .withHeader("X-Api-Key", equalTo(PASSWORD))
            .withRequestBody(
                equalToJson("{\"subdomain\":\"%s\",\"txt\":\"%s\"}".formatted(SUBDOMAIN, VALUE))));
  }

  @Test
  void theFirstTimeItRegistersAndTellsTheHuman() {
    assertThatIOException().isThrownBy(this::add).withMessageEndingWith("try again: " + CNAME);
    assertThat(file()).exists();
    server.verify(0, postRequestedFor(urlEqualTo("/update")));
  }

  @Test
  void theCheckTellsOfAllRecordsAtOnceAndThenIsContent() throws Exception {
    List<String> names = List.of("_acme-challenge.example.com", "_acme-challenge.example.org");
    assertThatIOException()
        .isThrownBy(() -> provider.check(names))
        .withMessageContaining(CNAME + "; _acme-challenge.example.org. IN CNAME");
    provider.check(names);
    server.verify(2, postRequestedFor(urlEqualTo("/register")));
  }

  @Test
  void readsAFileOfGoacmednsAndKeepsWhatElseIsThere() throws Exception {
    Files.writeString(
        file(),
        """
        {"other.example": {"fulldomain": "f.example", "subdomain": "f", "username": "u",
          "password": "p", "server_url": "", "more": [1]}}
        """);
    provider.register("example.com");
    Map<String, Object> all = Json.read(Files.readString(file()));
    assertThat(all).containsOnlyKeys("other.example", "example.com");
    assertThat(all.get("other.example")).asString().contains("more=[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{\"example.com\": {\"password\": \"p\"}}"})
  void aFileThatIsNoneIsLeftAlone(String text) throws Exception {
    Files.writeString(file(), text);
    assertThatIOException().isThrownBy(this::add).withMessageContaining(file().toString());
    assertThat(file()).hasContent(text);
    server.verify(0, postRequestedFor(urlEqualTo("/register")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "<html>",
        "{}",
        "{\"fulldomain\":1,\"subdomain\":\"a\",\"username\":\"b\",\"password\":\"htB9mR9DYg\"}"
      })
  void anAnswerThatIsNoAccountIsNotKept(String body) {
    onRegister(aResponse().withStatus(201).withBody(body));
    assertThatIOException()
        .isThrownBy(() -> provider.register("example.com"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("htB9mR9DYg"));
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "{\"txt\": \"other\"}", "{\"txt\": 1}"})
  void anAnswerThatDoesNotConfirmTheValueIsAnError(String body) throws Exception {
    provider.register("example.com");
    onUpdate(aResponse().withStatus(200).withBody(body));
    assertThatIOException().isThrownBy(this::add);
  }

  @Test
  void aRefusalShowsNoSecret() throws Exception {
    provider.register("example.com");
    onUpdate(aResponse().withStatus(401).withBody("{\"error\": \"forbidden\"} " + PASSWORD));
    assertThatIOException()
        .isThrownBy(this::add)
        .withMessageContaining("status 401: {\"error\": \"forbidden\"} …");
  }

  @Test
  void removesNothing() throws Exception {
    provider.register("example.com");
    provider.removeTxt(record("_acme-challenge.example.com"));
    server.verify(0, postRequestedFor(urlEqualTo("/update")));
  }
}
