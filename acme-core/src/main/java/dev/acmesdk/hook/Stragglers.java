package dev.acmesdk.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a shell has started in the moment between a look at its children and its end: it has got
 * another parent then, but it still has the shell's environment. That can be read on Linux; on
 * other systems there are no stragglers to be found.
 */
final class Stragglers {
  private static final String VARIABLE = "ACMESDK_COMMAND";
  private static final Path PROCESSES = Path.of("/proc");

  /** Who starts something new whenever it is looked for, cannot be stopped in this way. */
  private static final int LOOKS = 10;

  private final String mark;

  private Stragglers(String mark) {
    this.mark = VARIABLE + "=" + mark;
  }

  /** Marks what is about to be started. */
  static Stragglers of(Map<String, String> environment) {
    String mark = UUID.randomUUID().toString();
    environment.put(VARIABLE, mark);
    return new Stragglers(mark);
  }

  /** Ends them. */
  void kill() {
    List<ProcessHandle> found = find();
    for (int look = 1; look < LOOKS && !found.isEmpty(); look++) {
      found.forEach(ProcessHandle::destroyForcibly);
      found = find();
    }
  }

  private List<ProcessHandle> find() {
    return Files.isDirectory(PROCESSES)
        ? ProcessHandle.allProcesses().filter(this::isMarked).toList()
        : List.of();
  }

  /** Those that have ended have no environment any more, even if they are still listed. */
  private boolean isMarked(ProcessHandle process) {
    Path file = PROCESSES.resolve(Long.toString(process.pid())).resolve("environ");
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(mark);
    } catch (IOException e) {
      return false; // it is another user's, or has just gone
    }
  }
}
