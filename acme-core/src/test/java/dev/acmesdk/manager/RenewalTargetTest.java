package dev.acmesdk.manager;

import static dev.acmesdk.manager.ManagedWorld.NAME;
import static dev.acmesdk.manager.ManagedWorld.NINETY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.hook.CommandHook;
import dev.acmesdk.hook.Hook;
import dev.acmesdk.hook.Hooks;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RenewalTargetTest {
  @TempDir Path folder;
  private final ManagedWorld all = new ManagedWorld();

  private RenewalTarget target(Hooks hooks, Path directory) {
    return new RenewalTarget(
        NAME,
        List.of(Identifier.dns(NAME)),
        all.store,
        lineage -> true,
        List.of(all.ca.route(all.store, NINETY_DAYS)),
        hooks,
        directory);
  }

  private Path script(String place, String name) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(place));
    Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void runsWhatIsInTheDirectoryAtTheTimeAndThenTheOthers() throws IOException {
    Hook given = call -> {};
    RenewalTarget target = target(Hooks.none().deploy(given), folder);
    assertThat(target.hooksNow().deploy()).containsExactly(given);

    Path added = script("deploy", "reload");
    assertThat(target.hooksNow().deploy()).containsExactly(CommandHook.of(added.toString()), given);
    assertThat(target.hooksNow().pre()).isEmpty();
  }

  @Test
  void runsTheOthersIfTheDirectoryCannotBeRead() throws IOException {
    Files.createFile(folder.resolve("deploy"));
    Hook given = call -> {};

    assertThat(target(Hooks.none().deploy(given), folder).hooksNow().deploy())
        .containsExactly(given);
  }

  @Test
  void refusesATargetWithoutAWayToACertificate() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RenewalTarget(
                    NAME, List.of(Identifier.dns(NAME)), all.store, lineage -> true, List.of()));
  }
}
