package dev.acmesdk.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HooksTest {
  private static final Hook SOME = call -> {};
  private static final Hook OTHER = call -> {};

  @TempDir Path folder;

  private static List<Hook> commands(Object... commandLines) {
    return Arrays.stream(commandLines).<Hook>map(line -> CommandHook.of(line.toString())).toList();
  }

  private Path script(String place, String name) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(place));
    Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  @Test
  void areRunInTheOrderInWhichTheyAreGiven() {
    Hooks hooks = Hooks.none().pre(SOME).pre(OTHER).deploy(OTHER).deploy(SOME).post(SOME);
    assertThat(hooks)
        .isEqualTo(new Hooks(List.of(SOME, OTHER), List.of(OTHER, SOME), List.of(SOME)));
  }

  @Test
  void equalOnesAreRunOnce() {
    assertThat(Hooks.none().post(CommandHook.of("a")).post(SOME).post(CommandHook.of("a")).post())
        .isEqualTo(List.of(CommandHook.of("a"), SOME));
    assertThat(new Hooks(List.of(SOME, SOME), List.of(), List.of()).pre()).containsExactly(SOME);
  }

  @Test
  void stayWhatTheyAre() {
    Hooks none = Hooks.none();
    assertThat(none.pre(SOME)).isNotEqualTo(none);
    assertThat(none).isEqualTo(new Hooks(List.of(), List.of(), List.of()));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> none.pre().add(SOME));
  }

  @Test
  void areReadFromTheRenewalFile() {
    Map<String, String> parameters =
        Map.of(
            "pre_hook", "systemctl stop nginx",
            "renew_hook", "/usr/local/bin/deploy --all",
            "post_hook", "systemctl start nginx",
            "deploy_hook", "never read by Certbot");
    assertThat(Hooks.of(Lineages.configured(parameters)))
        .isEqualTo(
            new Hooks(
                commands("systemctl stop nginx"),
                commands("/usr/local/bin/deploy --all"),
                commands("systemctl start nginx")));
  }

  @Test
  void areNoneIfTheRenewalFileHasNone() {
    assertThat(Hooks.of(Lineages.configured(Map.of("pre_hook", " ")))).isEqualTo(Hooks.none());
  }

  @Test
  void thoseInCodeReplaceThoseOfTheSameKindInTheFile() {
    Hooks file = Hooks.none().pre(OTHER).deploy(OTHER);
    assertThat(Hooks.none().deploy(SOME).post(SOME).orElse(file))
        .isEqualTo(Hooks.none().pre(OTHER).deploy(SOME).post(SOME));
    assertThat(Hooks.none().orElse(file)).isEqualTo(file);
    assertThat(file.orElse(Hooks.none().pre(SOME).post(SOME))).isEqualTo(file.post(SOME));
  }

  @Test
  @RequiresPosixShell
  void executablesInTheDirectoriesAreHooksSortedByTheirPaths() throws IOException {
    Path second = script("pre", "20-b");
    Path first = script("pre", "10-c");
    Path upper = script("pre", "Z");
    script("pre", "10-c~");
    Files.writeString(folder.resolve("pre/README"), "not executable");
    Files.createDirectory(folder.resolve("pre/sub"));
    Path deploy = script("deploy", "reload");
    assertThat(Hooks.inDirectory(folder))
        .isEqualTo(new Hooks(commands(first, second, upper), commands(deploy), List.of()));
  }

  @Test
  void aDirectoryThatIsNotThereHasNoHooks() {
    assertThat(Hooks.inDirectory(folder.resolve("nowhere"))).isEqualTo(Hooks.none());
  }

  @Test
  @RequiresPosixShell
  void thoseInDirectoriesComeFirstAndAConfiguredOneThatIsAmongThemIsNotRunTwice()
      throws IOException {
    Path first = script("deploy", "a");
    Path second = script("deploy", "b");
    Hooks configured = Hooks.none().deploy(CommandHook.of(first.toString())).deploy(SOME);
    assertThat(Hooks.inDirectory(folder.resolve("deploy/..")).then(configured).deploy())
        .containsExactly(CommandHook.of(first.toString()), CommandHook.of(second.toString()), SOME);
  }

  @Test
  @RequiresPosixShell
  void theCheckNamesAllCommandsThatCannotBeRun() {
    Hooks good = Hooks.none().pre(SOME).deploy(CommandHook.of("true"));
    assertThatCode(good::check).doesNotThrowAnyException();
    Hooks bad = good.pre(CommandHook.of("/no/one")).post(CommandHook.of("/no/two"));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(bad::check)
        .satisfies(e -> assertThat(e.findings()).hasSize(2))
        .withMessageContainingAll("/no/one", "/no/two");
  }
}
