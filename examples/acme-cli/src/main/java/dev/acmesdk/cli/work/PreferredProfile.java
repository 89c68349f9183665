package dev.acmesdk.cli.work;

import dev.acmesdk.Acme;
import dev.acmesdk.cli.option.CaOptions;
import dev.acmesdk.cli.option.ChainOptions;
import dev.acmesdk.client.AcmeClient;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A profile that is asked for only where the CA has it. */
public final class PreferredProfile {
  private static final String PREFERRED = "preferred_profile";

  private PreferredProfile() {}

  /**
   * Asks for it, and has it noted for later renewals, which look again whether the CA has it.
   *
   * @param session the run
   * @param acme the request
   * @param server the CA
   * @param ca what to trust
   * @param chains what the command line says
   * @param stored what the renewal file says
   * @return a changed copy; the same if nothing is preferred
   */
  public static Acme in(
      Session session,
      Acme acme,
      URI server,
      CaOptions ca,
      ChainOptions chains,
      Map<String, String> stored) {
    Optional<String> preferred = chains.preferredProfile(stored);
    if (preferred.isEmpty()) {
      return stored.containsKey(PREFERRED) ? acme.renewalParameter(PREFERRED, "None") : acme;
    }
    Acme noting =
        acme.renewalParameter(PREFERRED, preferred.get())
            .renewalParameter("required_profile", "None");
    return isOffered(session, server, ca, preferred.get())
        ? noting.profile(preferred.get())
        : noting;
  }

  private static boolean isOffered(Session session, URI server, CaOptions ca, String profile) {
    try (AcmeClient client = session.client(server, ca)) {
      boolean isOffered = client.directory().meta().profiles().containsKey(profile);
      if (!isOffered) {
        session.screen().warn("The CA has no profile %s; its default is used.".formatted(profile));
      }
      return isOffered;
    }
  }
}
