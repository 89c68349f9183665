package dev.acmesdk.preflight;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine that this program runs on. */
final class ThisMachine implements Machine {
  private static final Logger log = LoggerFactory.getLogger(ThisMachine.class);
  private static final long PATIENCE_SECONDS = 10;
  private static final int MAX_OUTPUT = 8 * 1024 * 1024;

  @Override
  public List<InetAddress> addresses() throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (card.isUp() && !card.isLoopback()) {
        addresses.addAll(Collections.list(card.getInetAddresses()));
      }
    }
    return addresses;
  }

  @Override
  public Optional<String> file(Path path) {
    try {
      return Optional.of(Files.readString(path));
    } catch (IOException e) {
      log.debug("{} cannot be read", path, e);
      return Optional.empty();
    }
  }

  /** A command that hangs is killed, which ends its output. */
  @Override
  public Optional<String> output(String command) throws InterruptedException {
    try {
      Process process = process(command);
      CompletableFuture<Process> end = process.onExit();
      end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .exceptionally(timeout -> process.destroyForcibly());
      try (InputStream output = process.getInputStream()) {
        String text = new String(output.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
        output.transferTo(OutputStream.nullOutputStream());
        int status = process.waitFor();
        log.debug("{} ended with status {}", command, status);
        return status == 0 ? Optional.of(text) : Optional.empty();
      }
    } catch (IOException e) {
      log.debug("{} cannot be run", command, e);
      return Optional.empty();
    }
  }

  /** Programs for administrators are often not in the path of others. */
  private static Process process(String command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; " + command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }
}
