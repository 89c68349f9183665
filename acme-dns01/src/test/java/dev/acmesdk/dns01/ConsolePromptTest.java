package dev.acmesdk.dns01;

import static dev.acmesdk.dns01.Challenges.VALUE;
import static dev.acmesdk.dns01.Challenges.pending;
import static dev.acmesdk.dns01.Challenges.three;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConsolePromptTest {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final List<TxtRecord> ONE = List.of(TxtRecord.of(pending()));
  private static final List<TxtRecord> THREE = three().stream().map(TxtRecord::of).toList();

  private final Keyboard keyboard = new Keyboard();
  private final Screen screen = new Screen();
  private final ConsolePrompt prompt = ConsolePrompt.of(new BufferedReader(keyboard), screen);

  private static final class Screen extends StringWriter {
    private final Semaphore texts = new Semaphore(0);

    @Override
    public void flush() {
      texts.release();
    }

    void awaitText() throws InterruptedException {
      texts.acquire();
    }
  }

  private String shown() {
    return screen.toString().replace(System.lineSeparator(), "\n");
  }

  private CompletableFuture<Void> ask(List<TxtRecord> records) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            prompt.awaitInPlace(records, LIMIT);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void asksForOneRecord() throws IOException, InterruptedException {
    keyboard.type("\n");
    prompt.awaitInPlace(ONE, LIMIT);
    assertThat(shown())
        .isEqualTo(
            """

            Add this record to DNS, and leave what is there in place:

              type:   TXT
              name:   _acme-challenge.www.example.org
              value:  %s
              TTL:    60 seconds, or the shortest that can be chosen

            To see whether the name servers have it, ask from the root down, past all caches:

              dig +trace TXT _acme-challenge.www.example.org

            Press Enter when you see it. There is time for 10 minutes. To give up, type q and press Enter.
            """
                .formatted(VALUE));
  }

  @Test
  void asksForSeveralRecordsAtOnce() throws IOException, InterruptedException {
    keyboard.type("\n");
    prompt.awaitInPlace(THREE, Duration.ofSeconds(90));
    assertThat(shown())
        .contains("Add these 3 records to DNS")
        .contains(THREE.get(0).value(), THREE.get(1).value(), THREE.get(2).value())
        .contains("Records of the same name are all needed at once.\n")
        .containsOnlyOnce("  dig +trace TXT _acme-challenge.example.com\n")
        .containsOnlyOnce("  dig +trace TXT _acme-challenge.example.org\n")
        .contains("Press Enter when you see all of them. There is time for 90 seconds.");
  }

  @Test
  void saysThatAPersistentRecordIsToStay() throws IOException, InterruptedException {
    keyboard.type("\n");
    TxtRecord record =
        new TxtRecord("_validation-persist.example.org", "x".repeat(256), PersistentRecord.TTL);
    prompt.awaitInPlace(List.of(record), LIMIT);
    assertThat(shown())
        .contains("  value:  \"" + "x".repeat(255) + "\" \"x\"\n")
        .contains("  TTL:    3600 seconds, or the next longer one that can be chosen\n")
        .contains(
            """

            It is to stay: renewals will need it, and nobody will have to add anything again.
            As long as it is there, whoever has the key of the ACME account can get certificates.

            To see whether\
            """);
  }

  @Test
  void saysThatPersistentRecordsAreToStay() throws IOException, InterruptedException {
    keyboard.type("\n");
    TxtRecord one = new TxtRecord("_validation-persist.a.example", "x", PersistentRecord.TTL);
    TxtRecord other = new TxtRecord("_validation-persist.b.example", "x", PersistentRecord.TTL);
    prompt.awaitInPlace(List.of(one, other), LIMIT);
    assertThat(shown())
        .contains("They are to stay: renewals will need them,", "As long as they are there,");
  }

  @Test
  void returnsOnlyWhenEnterIsPressed()
      throws ExecutionException, InterruptedException, TimeoutException {
    CompletableFuture<Void> question = ask(ONE);
    keyboard.awaitReader();
    keyboard.type("done");
    assertThat(question).isNotDone();
    keyboard.type("\n");
    question.get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"q\n", " Q \n", "quit\n"})
  void givesUpIfToldSo(String typed) {
    keyboard.type(typed);
    assertThatThrownBy(() -> prompt.awaitInPlace(THREE, LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The user gave up adding _acme-challenge.example.com, _acme-challenge.example.org");
  }

  @Test
  void givesUpIfThereIsNobody() {
    keyboard.end();
    assertThatThrownBy(() -> prompt.awaitInPlace(ONE, LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the input has ended");
  }

  @Test
  void givesUpWhenTheTimeIsOver() {
    assertThatThrownBy(() -> prompt.awaitInPlace(ONE, SHORT))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Nobody confirmed within 0 seconds that these records are in place: _acme-challenge.www.example.org");
    assertThat(shown()).endsWith("The time is over.\n");
  }

  @Test
  void enterAfterASecondQuestionAnswersTheSecond()
      throws ExecutionException, InterruptedException, TimeoutException {
    assertThatThrownBy(() -> prompt.awaitInPlace(ONE, SHORT)).isInstanceOf(IOException.class);
    screen.awaitText();
    screen.awaitText();
    CompletableFuture<Void> second = ask(ONE);
    screen.awaitText();
    assertThat(second).isNotDone();
    keyboard.type("\n");
    second.get(30, TimeUnit.SECONDS);
  }

  @Test
  void canBeInterruptedAlthoughATerminalCannot() throws InterruptedException {
    CompletableFuture<Class<?>> outcome = new CompletableFuture<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                prompt.awaitInPlace(ONE, LIMIT);
              } catch (IOException | InterruptedException e) {
                outcome.complete(e.getClass());
              }
            });
    asking.start();
    keyboard.awaitReader();
    asking.interrupt();
    assertThat(outcome.orTimeout(30, TimeUnit.SECONDS).join())
        .isEqualTo(InterruptedException.class);
  }

  @Test
  void tellsWhatToRemoveWithoutWaiting() throws IOException {
    prompt.tellToRemove(ONE.get(0));
    assertThat(shown())
        .isEqualTo(
            """

            This record is not needed any more. Remove it if you have added it, and no other:

              type:   TXT
              name:   _acme-challenge.www.example.org
              value:  %s
            """
                .formatted(VALUE));
  }

  @Test
  void tellsWhatToRemoveWhileAQuestionIsOpen()
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    CompletableFuture<Void> question = ask(ONE);
    screen.awaitText();
    prompt.tellToRemove(THREE.get(0));
    assertThat(shown()).contains("not needed any more").contains(THREE.get(0).value());
    assertThat(question).isNotDone();
    keyboard.type("\n");
    question.get(30, TimeUnit.SECONDS);
  }

  @Test
  void doesNotLeaveTheQuestionInABuffer() throws IOException {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    BufferedWriter buffered =
        new BufferedWriter(new OutputStreamWriter(terminal, StandardCharsets.UTF_8));
    ConsolePrompt.of(new BufferedReader(keyboard), buffered).tellToRemove(ONE.get(0));
    assertThat(terminal.toString(StandardCharsets.UTF_8)).contains(VALUE);
  }

  @Test
  void showsWhatServersSayOnceUntilItChanges() throws IOException, InterruptedException {
    assertThat(prompt.goesOn("a: ns1 has it\na: ns2 has no TXT record", SHORT)).isFalse();
    String first = shown();
    assertThat(first)
        .isEqualTo(
            """

            Not all name servers show it yet:

              a: ns1 has it
              a: ns2 has no TXT record

            They are asked again. To go on all the same, press Enter. To give up, type q and press Enter.
            """);
    assertThat(prompt.goesOn("a: ns1 has it\na: ns2 has no TXT record", SHORT)).isFalse();
    assertThat(shown()).isEqualTo(first);
    assertThat(prompt.goesOn("a: ns2 answers SERVFAIL", SHORT)).isFalse();
    assertThat(shown()).contains("a: ns2 answers SERVFAIL");
  }

  @Test
  void anEmptyLineEndsTheWaitForServers() throws IOException, InterruptedException {
    keyboard.type("\n");
    assertThat(prompt.goesOn("a: ns1 has no TXT record", LIMIT)).isTrue();
  }

  @Test
  void theHumanMayGiveUpWaitingForServers() {
    keyboard.type("q\n");
    assertThatThrownBy(() -> prompt.goesOn("a: ns1 has no TXT record", LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The user gave up waiting for name servers. They said last:\na: ns1 has no TXT record");
  }

  @Test
  void tellsWhatNeedsNoAnswer() throws IOException {
    prompt.tell(ManualText.alias("a.example", "b.example"));
    assertThat(shown())
        .isEqualTo(
            """

            a.example is an alias (CNAME) for b.example:
            the record has to be added there.
            """);
  }
}
