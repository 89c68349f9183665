package dev.acmesdk.blackbox;

import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.provider.ExecProvider;
import dev.acmesdk.testing.dns01.DnsProviderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The provider's contract with a program of a few lines that calls nsupdate. */
@RequiresBind
@Timeout(60)
class ExecProviderIT extends DnsProviderContract {
  /** A long value has to be split by the program. */
  private static final String SPLIT =
      "value=$(printf %s \"$3\" | fold -w 255 | sed 's/.*/\"&\"/' | tr '\\n' ' ' | sed 's/^\"//; s/\" *$//')";

  @TempDir private Path files;

  private Bind bind;
  private Path program;

  @BeforeEach
  void start() throws Exception {
    bind = Bind.start(files);
    program =
        bind.script(
            "exec.sh",
            "case $1 in present) verb=add;; cleanup) verb=delete;; esac; name=$2; " + SPLIT);
  }

  @AfterEach
  void stop() {
    bind.close();
  }

  @Override
  protected DnsProvider open() {
    return ExecProvider.of(program);
  }

  @Override
  protected String zone() {
    return Bind.ZONE;
  }

  @Override
  protected List<String> values(String name) throws IOException {
    return bind.values(name);
  }
}
