package dev.acmesdk.testing.command;

import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Understands a command line, and starts a CA as it says. */
final class CaCommand {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final String CA_OUT = "--ca-out";
  private static final String ROOT_OUT = "--root-out";
  private static final String TROUBLE = "--trouble";

  /** Nobody can ask for them from outside. */
  private static final int REQUESTS_KEPT = 1_000;

  /** As those of Pebble, so that what is set up for that will do. */
  private static final int LISTEN_PORT = 14_000;

  private static final int HTTP_PORT = 5002;
  private static final int TLS_PORT = 5001;

  private final PrintStream out;
  private final PrintStream err;
  private final List<Setting> settings = Settings.all();
  private @Nullable EmbeddedAcmeServer server;

  CaCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** What was started; nothing if the command line said so, or was wrong. */
  Optional<EmbeddedAcmeServer> server() {
    return Optional.ofNullable(server);
  }

  /** Starts a CA, says on one line where it is, and returns the exit status if there is none. */
  int start(String... args) {
    CommandLine line = new CommandLine(spec());
    try {
      ParseResult words = line.parseArgs(args);
      if (words.isUsageHelpRequested()) {
        line.usage(out, Ansi.OFF);
        return 0;
      }
      return start(words);
    } catch (ParameterException e) {
      err.println("acme-ca: " + reason(e));
    } catch (IllegalArgumentException e) {
      err.println("acme-ca: " + e.getMessage());
    } catch (UncheckedIOException e) {
      err.println("acme-ca: " + e.getMessage());
      return FAILED;
    }
    err.println("See --help.");
    return MISUSED;
  }

  private static String reason(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(e.getMessage());
    }
    List<String> near = unmatched.getSuggestions();
    String word = unmatched.getUnmatched().get(0);
    return "%s is unknown.%s"
        .formatted(word, near.isEmpty() ? "" : " Did you mean %s?".formatted(near.get(0)));
  }

  private CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("java -jar acme-ca.jar");
    spec.usageMessage()
        .description("An ACME CA for tests (RFC 8555). It keeps everything in memory.")
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .footer(
            "",
            "When it is ready, it prints one line: the word \"ready\", then directory=URL, and more"
                + " of the form NAME=VALUE. Port 0 picks a free one, which that line tells.");
    settings.forEach(setting -> spec.addOption(setting.option()));
    spec.addOption(
        OptionSpec.builder(TROUBLE)
            .paramLabel("WHEN=WHAT")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .description(
                "What goes wrong with which requests, such as finalize:1=lost-answer,"
                    + " any:20%%=503 or newOrder:1-3=429/30s; repeatable")
            .build());
    spec.addOption(file(CA_OUT, "Writes what clients have to trust to talk to the API"));
    spec.addOption(file(ROOT_OUT, "Writes the root that certificates are issued under"));
    return spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this").build());
  }

  private static OptionSpec file(String name, String text) {
    return OptionSpec.builder(name)
        .type(Path.class)
        .paramLabel("FILE")
        .description(text + ", in PEM")
        .build();
  }

  private int start(ParseResult words) {
    EmbeddedAcmeServerBuilder builder =
        EmbeddedAcmeServer.builder()
            .listen(new InetSocketAddress(Values.address("127.0.0.1"), LISTEN_PORT))
            .httpPort(HTTP_PORT)
            .tlsPort(TLS_PORT)
            .keepRequests(REQUESTS_KEPT);
    for (Setting setting : settings) {
      OptionSpec option = words.matchedOption(setting.name());
      if (option != null) {
        option.originalStringValues().forEach(value -> setting.apply(builder, value));
      }
    }
    List<TroubleWords> troubles = troubles(words);
    EmbeddedAcmeServer started = builder.start();
    server = started;
    begin(started, troubles);
    write(words, CA_OUT, started.trustAnchorPem());
    write(words, ROOT_OUT, started.issuerRootPem());
    out.println(readyLine(started));
    out.flush();
    return 0;
  }

  private static List<TroubleWords> troubles(ParseResult words) {
    List<String> texts = words.matchedOptionValue(TROUBLE, List.of());
    String seed = words.matchedOptionValue(Settings.SEED, "");
    long chance = seed.isEmpty() ? ThreadLocalRandom.current().nextLong() : Values.seed(seed);
    return Values.named(
        TROUBLE, () -> texts.stream().map(text -> TroubleWords.read(text, chance)).toList());
  }

  private void begin(EmbeddedAcmeServer started, List<TroubleWords> troubles) {
    try {
      Values.named(
          TROUBLE,
          () -> {
            troubles.forEach(trouble -> trouble.apply(started.faults()));
            return started;
          });
    } catch (IllegalArgumentException e) {
      started.close();
      server = null;
      throw e;
    }
  }

  private static String readyLine(EmbeddedAcmeServer server) {
    String dns = server.dnsServer().map(address -> " dns=" + Values.written(address)).orElse("");
    return "ready directory=%s http-port=%d tls-port=%d%s"
        .formatted(server.directory(), server.httpPort(), server.tlsPort(), dns);
  }

  private void write(ParseResult words, String option, String pem) {
    Path file = words.matchedOptionValue(option, null);
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, pem);
    } catch (IOException e) {
      server().ifPresent(EmbeddedAcmeServer::close);
      server = null;
      throw new UncheckedIOException("%s: %s cannot be written: %s".formatted(option, file, e), e);
    }
  }
}
