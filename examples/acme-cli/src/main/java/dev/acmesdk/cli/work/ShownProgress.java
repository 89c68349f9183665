package dev.acmesdk.cli.work;

import dev.acmesdk.cli.output.Screen;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.IssuanceListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the steps to a certificate; what takes time moves. */
public final class ShownProgress implements IssuanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(ShownProgress.class);

  private final Screen screen;

  /**
   * Shows steps.
   *
   * @param screen where
   */
  public ShownProgress(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void on(IssuanceEvent event) {
    LOG.debug("{}", event);
    if (event instanceof IssuanceEvent.ValidationStarted
        || event instanceof IssuanceEvent.OrderFinalized) {
      screen.await(event.toString());
    } else if (event instanceof IssuanceEvent.CleanUpFailed
        || event instanceof IssuanceEvent.NamesLeftOut
        || event instanceof IssuanceEvent.PreferredChainMissing) {
      screen.warn(event.toString());
    } else if (!(event instanceof IssuanceEvent.CertificateStored)
        && !(event instanceof IssuanceEvent.CertificateKept)) {
      screen.say(event.toString());
    }
  }
}
