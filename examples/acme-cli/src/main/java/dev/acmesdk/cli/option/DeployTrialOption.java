package dev.acmesdk.cli.option;

import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lineage;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether deploy-hooks, which need a certificate, are run although there is no new one. */
public final class DeployTrialOption {
  @Option(
      names = "--run-deploy-hooks",
      description =
          "At the end of a dry run that succeeds, run the deploy-hooks, too, with the current certificate.")
  private boolean isWanted;

  /**
   * What the deploy-hooks are run with.
   *
   * @param store where the lineage is
   * @param name its name
   * @return the current version; empty if there is none, or they are not to be run
   */
  public Optional<Lineage> current(CertificateStore store, String name) {
    return isWanted ? store.find(name) : Optional.empty();
  }
}
