package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.Acme;
import dev.acmesdk.store.Lineage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The CA in a jar works from the jar alone. */
@Timeout(120)
class CaProgramIT {
  @TempDir private Path folder;

  @Test
  void issuesToThisLibrary() throws Exception {
    try (CaProgram ca = CaProgram.start(folder, "--nonce-reject", "20", "--seed", "1")) {
      Lineage lineage =
          Acme.standalone()
              .httpPort(ca.httpPort())
              .directory(ca.directory())
              .trust(Files.readString(ca.trusted()))
              .storeIn(folder.resolve("letsencrypt"))
              .agreeToTermsOfService()
              .domains("a.example", "b.example")
              .obtain();

      assertThat(lineage.chain().dnsNames()).containsExactlyInAnyOrder("a.example", "b.example");
      assertThat(ca.directory().getPath()).isEqualTo("/dir");
      assertThat(ca.process().output()).hasLineCount(1);
    }
  }

  @Test
  void letsGoWrongWhatItIsTold() throws Exception {
    RequestCounter counter = new RequestCounter();
    try (CaProgram ca =
        CaProgram.start(folder, "--trouble", "newOrder:1=503/0s", "--trouble", "order=slow/5ms")) {
      Acme.standalone()
          .httpPort(ca.httpPort())
          .directory(ca.directory())
          .trust(Files.readString(ca.trusted()))
          .httpClient(counter.client())
          .storeIn(folder.resolve("letsencrypt"))
          .agreeToTermsOfService()
          .domains("a.example")
          .obtain();
    }

    assertThat(counter.requests()).filteredOn("POST /ask-for"::equals).hasSize(2);
  }

  @Test
  void endsCleanlyWhenItIsToldTo() throws Exception {
    try (CaProgram ca = CaProgram.start(folder)) {
      Process process = ca.process().process();
      process.destroy();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(ca.process().output()).hasLineCount(1);
    }
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    Programs.Result result = Programs.run(CaProgram.line("--listn", "127.0.0.1:0"));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains("--listn is unknown. Did you mean --listen?");
  }

  @Test
  void holdsOnlyWhatTheCaUses() throws Exception {
    try (JarFile jar = new JarFile(CaProgram.jar().toFile())) {
      List<String> names = jar.stream().map(entry -> entry.getName()).toList();

      assertThat(names)
          .contains("picocli/CommandLine.class", "META-INF/NOTICE")
          .noneMatch(name -> name.startsWith("okhttp3/") || name.startsWith("kotlin/"))
          .noneMatch(name -> name.startsWith("org/junit/") || name.startsWith("org/assertj/"))
          .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"));
    }
  }
}
