package dev.acmesdk.preflight;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The machine as the checks see it. */
interface Machine {

  /** The addresses of its interfaces that are up, other than loopback. */
  List<InetAddress> addresses() throws IOException;

  /** The text of a small file, if it can be read. */
  Optional<String> file(Path path);

  /** What a command line prints, in English, if it can be run and succeeds. */
  Optional<String> output(String command) throws InterruptedException;
}
