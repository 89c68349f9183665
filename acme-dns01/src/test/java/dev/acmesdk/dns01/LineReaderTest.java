package dev.acmesdk.dns01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineReaderTest {
  private static final Duration LONG = Duration.ofSeconds(Long.MAX_VALUE);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final Keyboard keyboard = new Keyboard();
  private final LineReader reader = new LineReader(new BufferedReader(keyboard));

  @Test
  void readsLineAfterLineUntilTheEnd() throws IOException, InterruptedException, TimeoutException {
    LineReader two = new LineReader(new BufferedReader(new StringReader("a\nb")));
    assertThat(two.read(LONG)).isEqualTo("a");
    assertThat(two.read(LONG)).isEqualTo("b");
    assertThatThrownBy(() -> two.read(LONG)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> two.read(LONG)).isInstanceOf(IOException.class);
  }

  @Test
  void aReadWhoseTimeIsOverGoesOn() throws IOException, InterruptedException, TimeoutException {
    assertThatThrownBy(() -> reader.read(SHORT)).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> reader.read(Duration.ZERO)).isInstanceOf(TimeoutException.class);
    keyboard.type("late\n");
    assertThat(reader.read(LONG)).isEqualTo("late");
  }

  @Test
  void forgetDropsALateLine() throws IOException, InterruptedException, TimeoutException {
    Set<Thread> ofOthers = Thread.getAllStackTraces().keySet();
    assertThatThrownBy(() -> reader.read(SHORT)).isInstanceOf(TimeoutException.class);
    Thread reading = newThread(ofOthers);
    keyboard.type("late\n");
    reading.join();
    reader.forget();
    keyboard.type("new\n");
    assertThat(reader.read(LONG)).isEqualTo("new");
  }

  @Test
  void forgetKeepsAReadThatStillWaits() throws IOException, InterruptedException, TimeoutException {
    reader.forget();
    assertThatThrownBy(() -> reader.read(SHORT)).isInstanceOf(TimeoutException.class);
    reader.forget();
    keyboard.type("x\n");
    assertThat(reader.read(LONG)).isEqualTo("x");
  }

  private static Thread newThread(Set<Thread> others) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("acme-console") && !others.contains(thread))
        .findFirst()
        .orElseThrow();
  }
}
