package dev.acmesdk.dns01.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.dns01.BusyCommonPool;
import dev.acmesdk.dns01.TxtRecord;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.TXTRecord;

/** What is sent to a name server, and what is made of its answers, however bad they are. */
@Timeout(60)
class Rfc2136ProviderTest {
  private static final String SECRET = "c2VjcmV0LW9mLXRoZS10ZXN0LTAxMjM0NTY3ODlhYmM=";
  private static final TsigKey KEY = TsigKey.of("acme.", TsigAlgorithm.HMAC_SHA256, SECRET);
  private static final String NAME = "_acme-challenge.a.b.c.example.com";
  private static final TxtRecord RECORD = new TxtRecord(NAME, "value", Duration.ofSeconds(30));

  private FakeNameServer server;
  private Rfc2136Provider provider;

  @BeforeEach
  void start() throws Exception {
    server = new FakeNameServer();
    provider = Rfc2136Provider.at("127.0.0.1").port(server.port());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static TSIG tsig(String secret) {
    return new TSIG(TSIG.HMAC_SHA256, "acme.", secret);
  }

  private void assertAdding(String... words) {
    assertThatIOException()
        .isThrownBy(() -> provider.addTxt(RECORD))
        .withMessageContainingAll(words)
        .withMessageContaining("127.0.0.1 port " + server.port())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET).doesNotEndWith("."));
  }

  @Test
  void rfc2136Section2_5_1_addsOneValueToTheRightZone() throws Exception {
    provider.addTxt(RECORD);
    Message update = server.updates().get(0);
    assertThat(update.getSection(Section.ZONE))
        .singleElement()
        .extracting(Record::getName)
        .isEqualTo(FakeNameServer.ZONE);
    assertThat(update.getSection(Section.PREREQ)).isEmpty();
    assertThat(update.getSection(Section.UPDATE))
        .containsExactly(
            new TXTRecord(Name.fromString(NAME + "."), DClass.IN, 30, List.of("value")));
    assertThat(update.getTSIG()).isNull();
  }

  @Test
  void rfc2136Section2_5_4_removesOneValueWhateverItsTtl() throws Exception {
    provider.removeTxt(RECORD);
    assertThat(server.updates().get(0).getSection(Section.UPDATE))
        .containsExactly(
            new TXTRecord(Name.fromString(NAME + "."), DClass.NONE, 0, List.of("value")));
  }

  @Test
  void rfc1035Section3_3_14_aLongValueIsSeveralStrings() throws Exception {
    provider.addTxt(new TxtRecord(NAME, "x".repeat(300), TxtRecord.DEFAULT_TTL));
    assertThat(server.updates().get(0).getSection(Section.UPDATE).get(0))
        .isInstanceOfSatisfying(
            TXTRecord.class,
            txt -> assertThat(txt.getStrings()).containsExactly("x".repeat(255), "x".repeat(45)));
  }

  @Test
  void rfc8945Section5_1_signsUpdatesAndQuestionsOnlyIfTold() throws Exception {
    server.sign(tsig(SECRET));
    provider.key(KEY).addTxt(RECORD);
    assertThat(server.updates().get(0).getTSIG()).isNotNull();
    assertThat(server.questions().get(0).getTSIG()).isNull();
    assertThat(server.questions().get(0).getHeader().getFlag(Flags.RD)).isFalse();
    provider.key(KEY).signingQuestions().addTxt(RECORD);
    assertThat(server.questions().get(1).getTSIG()).isNotNull();
  }

  @Test
  void rfc8945Section5_3_anAnswerThatIsNotSignedIsNotBelieved() {
    provider = provider.key(KEY);
    assertAdding("is not signed with the key acme");
    server.sign(tsig("b3RoZXItc2VjcmV0LW9mLXRoZS10ZXN0LTAxMjM0NTY="));
    assertAdding("is not signed with the key acme");
  }

  @Test
  void theZoneIsLookedForLabelByLabelIfTheServerDoesNotSayIt() throws Exception {
    server.onQuestion(
        answer -> {
          if (answer.getQuestion().getName().equals(FakeNameServer.ZONE)) {
            return server.soa(answer);
          }
          answer.getHeader().setRcode(Rcode.NXDOMAIN);
          return answer.toWire();
        });
    provider.addTxt(RECORD);
    assertThat(server.questions()).hasSize(5);
    assertThat(server.updates()).hasSize(1);
  }

  @Test
  void aServerWithoutAZoneForTheNameIsFoundOut() {
    server.onQuestion(
        answer -> {
          answer.getHeader().setRcode(Rcode.REFUSED);
          return answer.toWire();
        });
    assertAdding(
        "is authoritative for no zone that holds " + NAME, "its last word was REFUSED for com.");
    assertThat(server.updates()).isEmpty();
  }

  @Test
  void anAnswerOfSomebodyWhoIsNotAuthoritativeIsNoneAboutTheZone() {
    server.onQuestion(
        answer -> {
          server.soa(answer);
          answer.getHeader().unsetFlag(Flags.AA);
          return answer.toWire();
        });
    assertAdding("is authoritative for no zone");
  }

  @Test
  void theZoneOfAnotherNameIsNotTheZone() {
    Name other = Name.fromConstantString("example.net.");
    server.onQuestion(
        answer -> {
          answer.getHeader().setFlag(Flags.AA);
          answer.addRecord(
              new SOARecord(other, DClass.IN, 60, other, other, 1, 60, 60, 60, 60),
              Section.AUTHORITY);
          return answer.toWire();
        });
    assertAdding("is authoritative for no zone");
    assertThat(server.updates()).isEmpty();
  }

  @Test
  void rfc2136Section3_4_2_2_anAliasIsToldOfInsteadOfAnUpdateThatDoesNothing() {
    server.onQuestion(
        answer -> {
          answer.addRecord(
              new CNAMERecord(
                  answer.getQuestion().getName(),
                  DClass.IN,
                  60,
                  Name.fromConstantString("target.example.net.")),
              Section.ANSWER);
          return server.soa(answer);
        });
    assertThatIOException()
        .isThrownBy(() -> provider.addTxt(RECORD))
        .withMessage(
            NAME
                + ". is an alias (CNAME) of target.example.net., so that the record belongs there");
    assertThat(server.updates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|FORMERR: it does not understand the update",
        "2|SERVFAIL: it has failed itself",
        "4|NOTIMP: it takes no dynamic updates at all",
        "5|REFUSED: it wants a TSIG key, or an update from another address",
        "9|NOTAUTH: it is not the primary server of that zone, or wants another TSIG key",
        "10|NOTZONE: the name is not in the zone",
        "7|YXRRSET; look into its log"
      })
  void rfc2136Section2_2_eachRefusalSaysWhatItMeans(int code, String words) {
    server.refuseUpdates(code);
    assertAdding("was asked to add a TXT record at " + NAME, words);
    assertThatIOException()
        .isThrownBy(() -> provider.removeTxt(RECORD))
        .withMessageContaining("was asked to remove a TXT record at " + NAME)
        .withMessageContaining(words);
  }

  @Test
  void aGoodKeyThatMayNotIsToldFromNoKey() {
    provider = provider.key(KEY);
    server.sign(tsig(SECRET));
    server.refuseUpdates(Rcode.REFUSED);
    assertAdding("REFUSED: the TSIG key acme (hmac-sha256) is good, but may not change that name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "16|BADSIG: the secret of the TSIG key acme (hmac-sha256) is not the same there",
        "17|BADKEY: it does not know the TSIG key acme (hmac-sha256)",
        "18|BADTIME: its clock and the one of this machine differ by more than five minutes",
        "22|BADTRUNC about the TSIG key acme (hmac-sha256)"
      })
  void rfc8945Section5_2_whatIsWrongWithTheKeyIsToldApart(int error, String words) {
    provider = provider.key(KEY);
    server.onUpdate(
        answer -> {
          answer.getHeader().setRcode(Rcode.NOTAUTH);
          answer.addRecord(
              new TSIGRecord(
                  Name.fromConstantString("acme."),
                  DClass.ANY,
                  0,
                  TSIG.HMAC_SHA256,
                  Instant.EPOCH,
                  Duration.ofMinutes(5),
                  new byte[0],
                  answer.getHeader().getID(),
                  error,
                  new byte[0]),
              Section.ADDITIONAL);
          return answer.toWire();
        });
    assertAdding(words);
  }

  @Test
  void theCheckChangesNothingAndAsksForTheSameRights() throws Exception {
    provider.check(List.of(NAME, "_acme-challenge.example.com"));
    assertThat(server.updates())
        .hasSize(2)
        .allSatisfy(
            update ->
                assertThat(update.getSection(Section.UPDATE))
                    .singleElement()
                    .satisfies(
                        record -> {
                          assertThat(record.getDClass()).isEqualTo(DClass.NONE);
                          assertThat(record.rdataToString()).contains("acme-sdk-checks");
                        }));
    server.refuseUpdates(Rcode.REFUSED);
    assertThatIOException().isThrownBy(() -> provider.check(List.of(NAME)));
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    provider = provider.timeLimit(Duration.ofMillis(200));
    server.onUpdate(answer -> null);
    assertAdding("gave no answer that could be understood within 200 ms");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 300})
  void anAnswerThatIsNoneIsAnError(int length) {
    provider = provider.timeLimit(Duration.ofSeconds(2));
    server.onUpdate(answer -> new byte[length]);
    assertAdding("gave no answer that could be understood within 2 s");
  }

  @Test
  void aServerThatIsNotThereIsTold() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThatIOException()
        .isThrownBy(() -> provider.port(port).addTxt(RECORD))
        .withMessageContaining("127.0.0.1 port " + port);
  }

  @Test
  void needsNoThreadOfTheCommonPool() throws Exception {
    Rfc2136Provider patient = provider.timeLimit(Duration.ofSeconds(5));
    List<Message> updates =
        BusyCommonPool.during(
            () -> {
              patient.addTxt(RECORD);
              return server.updates();
            });
    assertThat(updates).hasSize(1);
  }

  @Test
  void anInterruptionEndsAddingButNotRemoving() throws Exception {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> provider.addTxt(RECORD));
    assertThat(server.questions()).isEmpty();
    Thread.currentThread().interrupt();
    provider.removeTxt(RECORD);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.updates()).hasSize(1);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException().isThrownBy(() -> provider.port(0));
    assertThatIllegalArgumentException().isThrownBy(() -> provider.port(65_536));
    assertThatIllegalArgumentException().isThrownBy(() -> provider.timeLimit(Duration.ZERO));
  }

  @Test
  void showsNoSecret() {
    assertThat(provider.key(KEY).toString())
        .contains("127.0.0.1", "acme (hmac-sha256)")
        .doesNotContain(SECRET);
  }
}
