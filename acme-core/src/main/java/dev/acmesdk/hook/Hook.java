package dev.acmesdk.hook;

/**
 * What is to be done around renewals. Hooks that are equal are taken for the same one, which a
 * round's pre-hooks and post-hooks are run once for.
 */
@FunctionalInterface
public interface Hook {

  /**
   * Does it. Deploy-hooks of several lineages may be run at the same time.
   *
   * @param call why it is run
   * @throws Exception if it fails; the renewal goes on, and the failure is reported
   */
  void run(HookCall call) throws Exception;
}
