package dev.acmesdk.manager;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener, and the log. */
final class Events {
  private static final Logger log = LoggerFactory.getLogger(CertificateManager.class);

  private final RenewalListener listener;

  Events(RenewalListener listener) {
    this.listener = listener;
  }

  void tell(RenewalEvent event) {
    if (event instanceof RenewalEvent.GaveUp || event instanceof RenewalEvent.Expired) {
      log.error("{}", event);
    } else if (event.isTrouble()) {
      log.warn("{}", event);
    } else {
      log.debug("{}", event);
    }
    try {
      listener.onEvent(event);
    } catch (RuntimeException e) {
      log.warn("A listener of renewals has failed", e);
    }
  }
}
