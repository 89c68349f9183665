package dev.acmesdk.cli.option;

import dev.acmesdk.Acme;
import dev.acmesdk.hook.CommandHook;
import dev.acmesdk.hook.Hooks;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Commands to be run around. */
public final class HookOptions {
  @Option(
      names = "--pre-hook",
      paramLabel = "COMMAND",
      description = "Before, if something is to be obtained. If it fails, nothing is obtained.")
  private @Nullable String pre;

  @Option(
      names = "--post-hook",
      paramLabel = "COMMAND",
      description = "After, whatever has become of it.")
  private @Nullable String post;

  @Option(
      names = {"--deploy-hook", "--renew-hook"},
      paramLabel = "COMMAND",
      description =
          "After a new certificate is stored; RENEWED_LINEAGE and RENEWED_DOMAINS tell which.")
  private @Nullable String deploy;

  @Option(
      names = "--no-directory-hooks",
      description = "Leave out the executables in renewal-hooks/.")
  private boolean isWithoutDirectory;

  @Option(
      names = "--disable-hook-validation",
      description = "Do not look whether the programs of hooks are there.")
  private boolean isUnchecked;

  /**
   * The hooks that were given.
   *
   * @return checked, unless that is switched off
   */
  public Hooks given() {
    Hooks hooks = Hooks.none();
    if (pre != null) {
      hooks = hooks.pre(CommandHook.of(pre));
    }
    if (deploy != null) {
      hooks = hooks.deploy(CommandHook.of(deploy));
    }
    if (post != null) {
      hooks = hooks.post(CommandHook.of(post));
    }
    if (!isUnchecked) {
      hooks.check();
    }
    return hooks;
  }

  /**
   * The deploy-hook that was given.
   *
   * @return its command line; empty if none was given
   */
  public Optional<String> deployCommand() {
    return Optional.ofNullable(deploy);
  }

  /**
   * The hooks that were given, and those in directories before them.
   *
   * @param configDir where {@code renewal-hooks} is
   * @param configured what the renewal file says, for the sorts that were not given
   * @return all that are to be run
   */
  public Hooks around(Path configDir, Hooks configured) {
    Hooks commands = given().orElse(configured);
    return isWithoutDirectory
        ? commands
        : Hooks.inDirectory(configDir.resolve("renewal-hooks")).then(commands);
  }

  /**
   * Has the hooks noted for later renewals.
   *
   * @param acme the request
   * @return a changed copy
   */
  public Acme noteIn(Acme acme) {
    Acme changed = pre == null ? acme : acme.renewalParameter("pre_hook", pre);
    changed = deploy == null ? changed : changed.renewalParameter("renew_hook", deploy);
    return post == null ? changed : changed.renewalParameter("post_hook", post);
  }
}
