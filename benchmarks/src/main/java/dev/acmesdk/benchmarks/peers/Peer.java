package dev.acmesdk.benchmarks.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A client that is a program: what to type for a first issuance over HTTP-01. */
enum Peer {
  ACME("acme") {
    @Override
    List<String> command(Job job) {
      List<String> line = new ArrayList<>(List.of(acmeScript().toString(), "certonly"));
      line.addAll(List.of("--standalone", "--non-interactive", "--no-preflight"));
      line.addAll(List.of("--server", job.directory(), "--ca-bundle", job.trusted()));
      return certbotLike(line, job);
    }
  },
  ACME_PREFLIGHT("acme, looking first") {
    @Override
    List<String> command(Job job) {
      List<String> line = new ArrayList<>(ACME.command(job));
      line.remove("--no-preflight");
      return line;
    }
  },
  LIBRARY("our library") {
    @Override
    List<String> command(Job job) {
      return java(LibraryOnce.class, job);
    }
  },
  CERTBOT("certbot") {
    @Override
    List<String> command(Job job) {
      List<String> line = new ArrayList<>(List.of("certbot", "certonly"));
      line.addAll(List.of("--standalone", "--non-interactive", "--server", job.directory()));
      return certbotLike(line, job);
    }

    @Override
    Map<String, String> environment(Job job) {
      return Map.of("REQUESTS_CA_BUNDLE", job.trusted());
    }
  },
  LEGO("lego") {
    @Override
    List<String> command(Job job) {
      List<String> line = new ArrayList<>(List.of("lego", "--server", job.directory()));
      line.addAll(List.of("--accept-tos", "--email", "a@example.com", "--path"));
      line.addAll(List.of(job.folder().toString(), "--http", "--http.port"));
      line.add("127.0.0.1:" + job.port());
      job.names().forEach(name -> line.addAll(List.of("-d", name)));
      line.add("run");
      return line;
    }

    @Override
    Map<String, String> environment(Job job) {
      return Map.of("LEGO_CA_CERTIFICATES", job.trusted());
    }
  },
  ACME4J("acme4j, as documented") {
    @Override
    List<String> command(Job job) {
      return java(Acme4jAsDocumented.class, job);
    }
  },
  ACME4J_TUNED("acme4j, tuned") {
    @Override
    List<String> command(Job job) {
      return java(Acme4jTuned.class, job);
    }
  };

  private final String title;

  Peer(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** What is typed. */
  abstract List<String> command(Job job);

  /** Variables of the environment beside the inherited ones. */
  Map<String, String> environment(Job job) {
    return Map.of();
  }

  private static List<String> certbotLike(List<String> line, Job job) {
    line.addAll(List.of("--http-01-port", job.port(), "--agree-tos", "--email", "a@example.com"));
    line.add("--no-eff-email");
    for (String kind : List.of("config", "work", "logs")) {
      line.addAll(List.of("--" + kind + "-dir", job.folder().resolve(kind).toString()));
    }
    job.names().forEach(name -> line.addAll(List.of("-d", name)));
    return line;
  }

  /** The same JVM with the same class path as here, and no flags. */
  private static List<String> java(Class<?> program, Job job) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    line.addAll(List.of(job.directory(), job.trusted(), job.port(), job.folder().toString()));
    line.addAll(job.names());
    return line;
  }

  /** The start script of the command, wherever in the project this runs. */
  private static Path acmeScript() {
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .map(path -> path.resolve("examples/acme-cli/acme"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Run this in the project's directory"));
  }
}
