package dev.acmesdk.hook;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.Lineage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The hooks of one lineage, each sort in the order in which they are run. None is in a list twice.
 *
 * <p>All that is to be run for a lineage in a shared directory:
 *
 * <pre>{@code
 * Hooks hooks = Hooks.inDirectory(configDir.resolve("renewal-hooks")).then(inCode.orElse(Hooks.of(lineage)));
 * }</pre>
 *
 * @param pre run before the first renewal of a round
 * @param deploy run after the lineage's new version is stored
 * @param post run after the last renewal of a round
 */
public record Hooks(List<Hook> pre, List<Hook> deploy, List<Hook> post) {
  private static final Hooks NONE = new Hooks(List.of(), List.of(), List.of());

  /** Copies the lists, without what is in one of them already. */
  public Hooks {
    pre = distinct(pre.stream());
    deploy = distinct(deploy.stream());
    post = distinct(post.stream());
  }

  private static List<Hook> distinct(Stream<Hook> hooks) {
    return hooks.distinct().toList();
  }

  /**
   * The start of building some.
   *
   * @return no hooks
   */
  public static Hooks none() {
    return NONE;
  }

  /**
   * What a lineage's renewal file says: {@code pre_hook}, {@code renew_hook}, {@code post_hook}.
   *
   * @param lineage any version of it
   * @return its commands
   */
  public static Hooks of(Lineage lineage) {
    Map<String, String> parameters = lineage.renewalParameters();
    return new Hooks(
        configured(parameters, "pre_hook"),
        configured(parameters, "renew_hook"),
        configured(parameters, "post_hook"));
  }

  private static List<Hook> configured(Map<String, String> parameters, String key) {
    String commandLine = parameters.getOrDefault(key, "");
    return commandLine.isBlank() ? List.of() : List.of(CommandHook.of(commandLine));
  }

  /**
   * The executables in {@code pre}, {@code deploy} and {@code post} below a directory, sorted by
   * their paths. Names that end with {@code ~} are left out.
   *
   * @param renewalHooks Certbot's directory {@code renewal-hooks}; what is not there has no hooks
   * @return what is in there now
   * @throws StoreException if a directory cannot be read
   */
  public static Hooks inDirectory(Path renewalHooks) {
    Path absolute = renewalHooks.toAbsolutePath().normalize();
    return new Hooks(
        HookDirectory.hooks(absolute.resolve("pre")),
        HookDirectory.hooks(absolute.resolve("deploy")),
        HookDirectory.hooks(absolute.resolve("post")));
  }

  /**
   * Adds a pre-hook at the end.
   *
   * @param hook what to do
   * @return a copy with it
   */
  public Hooks pre(Hook hook) {
    return then(new Hooks(List.of(hook), List.of(), List.of()));
  }

  /**
   * Adds a deploy-hook at the end.
   *
   * @param hook what to do
   * @return a copy with it
   */
  public Hooks deploy(Hook hook) {
    return then(new Hooks(List.of(), List.of(hook), List.of()));
  }

  /**
   * Adds a post-hook at the end.
   *
   * @param hook what to do
   * @return a copy with it
   */
  public Hooks post(Hook hook) {
    return then(new Hooks(List.of(), List.of(), List.of(hook)));
  }

  /**
   * These and then others, of each sort. What is among these already is not run twice.
   *
   * @param others what comes later
   * @return all of them
   */
  public Hooks then(Hooks others) {
    return new Hooks(
        distinct(Stream.concat(pre.stream(), others.pre.stream())),
        distinct(Stream.concat(deploy.stream(), others.deploy.stream())),
        distinct(Stream.concat(post.stream(), others.post.stream())));
  }

  /**
   * These, and those of others of the sorts of which there are none here: what is said in code
   * replaces what a file says.
   *
   * @param others who step in
   * @return of each sort, either these or those
   */
  public Hooks orElse(Hooks others) {
    return new Hooks(
        pre.isEmpty() ? others.pre : pre,
        deploy.isEmpty() ? others.deploy : deploy,
        post.isEmpty() ? others.post : post);
  }

  /**
   * Looks whether the programs of all commands can be run.
   *
   * @throws InvalidRequestException if some cannot; the message names all of them
   * @see ShellCommand#check()
   */
  public void check() {
    List<String> findings = new ArrayList<>();
    Stream.of(pre, deploy, post)
        .flatMap(List::stream)
        .distinct()
        .forEach(hook -> findings.addAll(findings(hook)));
    if (!findings.isEmpty()) {
      throw new InvalidRequestException(findings);
    }
  }

  private static List<String> findings(Hook hook) {
    try {
      if (hook instanceof CommandHook command) {
        command.check();
      }
      return List.of();
    } catch (InvalidRequestException e) {
      return e.findings();
    }
  }
}
