package dev.acmesdk.cli.work;

import dev.acmesdk.Acme;
import dev.acmesdk.cli.option.CaOptions;
import dev.acmesdk.cli.option.ChainOptions;
import dev.acmesdk.cli.option.HookOptions;
import dev.acmesdk.cli.option.KeyOptions;
import dev.acmesdk.cli.option.ResolverOption;
import dev.acmesdk.cli.option.SubsetOption;
import dev.acmesdk.storage.CertbotDirectory;
import java.net.URI;
import java.util.Map;

/**
 * What the command line says of a request, whichever verb makes it; the way of proving control
 * apart.
 *
 * @param ca what to trust
 * @param resolver whom to ask for DNS records
 * @param keys the kind of key
 * @param chains chain and profile
 * @param subset whether names may be left out
 * @param hooks what is to be noted for later renewals
 */
public record RequestOptions(
    CaOptions ca,
    ResolverOption resolver,
    KeyOptions keys,
    ChainOptions chains,
    SubsetOption subset,
    HookOptions hooks) {

  /**
   * Completes a request that knows how control is proved.
   *
   * @param begun the request
   * @param session the run
   * @param store where the certificate goes
   * @param server the CA
   * @param stored what the renewal file says
   * @return a changed copy
   */
  public Acme complete(
      Acme begun, Session session, CertbotDirectory store, URI server, Map<String, String> stored) {
    Acme acme = resolver.applyTo(session.connect(begun, store, ca));
    acme = acme.onProgress(new ShownProgress(session.screen()));
    acme = keys.applyTo(acme, "True".equals(stored.get("reuse_key")));
    acme = hooks.noteIn(subset.applyTo(chains.applyTo(acme))).directory(server);
    return PreferredProfile.in(session, acme, server, ca, chains, stored);
  }
}
