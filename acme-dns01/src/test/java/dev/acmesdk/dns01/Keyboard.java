package dev.acmesdk.dns01;

import java.io.IOException;
import java.io.Reader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** An input that blocks until something is typed, like a terminal. */
final class Keyboard extends Reader {
  private static final int END = -1;

  private final BlockingQueue<Integer> typed = new LinkedBlockingQueue<>();
  private final CountDownLatch watched = new CountDownLatch(1);

  void type(String text) {
    text.chars().forEach(typed::add);
  }

  void end() {
    typed.add(END);
  }

  /** Returns when somebody waits for what is typed. */
  void awaitReader() throws InterruptedException {
    watched.await();
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    watched.countDown();
    try {
      int character = typed.take();
      target[offset] = (char) character;
      return character == END ? END : 1;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public boolean ready() {
    return !typed.isEmpty();
  }

  @Override
  public void close() {
    end();
  }
}
