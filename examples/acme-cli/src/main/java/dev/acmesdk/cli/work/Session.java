package dev.acmesdk.cli.work;

import dev.acmesdk.CaSettings;
import dev.acmesdk.cli.log.HttpLog;
import dev.acmesdk.cli.option.AccountIdOption;
import dev.acmesdk.cli.option.CaOptions;
import dev.acmesdk.cli.option.DirectoryOptions;
import dev.acmesdk.cli.option.OutputOptions;
import dev.acmesdk.cli.output.Report;
import dev.acmesdk.cli.output.Screen;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.AcmeClientBuilder;
import dev.acmesdk.storage.CertbotDirectory;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One run of a verb: where it speaks, what it reports, where everything is kept.
 *
 * @param terminal where the command is run
 * @param screen what people see
 * @param report what programs get
 * @param directories where everything is kept
 * @param output how much is said
 */
public record Session(
    Terminal terminal,
    Screen screen,
    Report report,
    DirectoryOptions directories,
    OutputOptions output) {
  private static final String APPLICATION = "acme-cli";

  /**
   * The store.
   *
   * @return the store in the configured directory
   */
  public CertbotDirectory store() {
    return directories.store(terminal.clock());
  }

  /**
   * The store, with the account that was asked for at a CA.
   *
   * @param account which one
   * @param server the CA
   * @return the store that answers this account, or that of {@link #store()} if none was asked for
   * @throws dev.acmesdk.error.StoreException if it is not there
   */
  public CertbotDirectory store(AccountIdOption account, URI server) {
    return account.id().map(id -> usingAccount(server, id)).orElseGet(this::store);
  }

  private CertbotDirectory usingAccount(URI server, String id) {
    CertbotDirectory chosen = store().usingAccount(server, id);
    return chosen.find(server).map(there -> chosen).orElseThrow();
  }

  /**
   * Whether somebody can be asked.
   *
   * @return {@code true} if there is a human, who wants to be asked
   */
  public boolean mayAsk() {
    return terminal.isInteractive() && !output.isNonInteractive() && !output.isJson();
  }

  /**
   * Points a request to a store, this clock, and what is trusted.
   *
   * @param settings the request
   * @param store the store
   * @param ca what to trust
   * @param <S> the type of request
   * @return a changed copy
   */
  public <S extends CaSettings<S>> S connect(S settings, CertbotDirectory store, CaOptions ca) {
    return ca.trustIn(
        settings
            .storeIn(store)
            .clock(terminal.clock())
            .application(APPLICATION)
            .adjustHttpClient(HttpLog::in),
        environmentBundle());
  }

  /**
   * A client for what the facade has no verb for.
   *
   * @param directory the CA
   * @param ca what to trust
   * @return the client, to be closed
   */
  public AcmeClient client(URI directory, CaOptions ca) {
    AcmeClientBuilder builder =
        AcmeClient.builder(directory)
            .application(APPLICATION)
            .clock(terminal.clock())
            .adjustHttpClient(HttpLog::in);
    ca.caBundle(environmentBundle()).ifPresent(builder::trust);
    return builder.build();
  }

  private @Nullable String environmentBundle() {
    return terminal.variables().get("REQUESTS_CA_BUNDLE");
  }
}
