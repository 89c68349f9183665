package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The name of this machine, as far as it can be told without asking the network. */
final class HostName {
  private static final Logger log = LoggerFactory.getLogger(HostName.class);
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  static String local() {
    try {
      if (Files.isReadable(KERNEL)) {
        return Files.readString(KERNEL, StandardCharsets.UTF_8).strip();
      }
    } catch (IOException e) {
      log.debug("Cannot read {}", KERNEL, e);
    }
    String environment = System.getenv("HOSTNAME");
    return environment == null || environment.isBlank() ? "localhost" : environment.strip();
  }
}
