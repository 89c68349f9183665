package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The renewal files' word for the account, which is its key's name, and changes with the key. */
final class AccountReferences {
  private static final Logger log = LoggerFactory.getLogger(AccountReferences.class);
  private static final String ACCOUNT = "account";

  private final Layout layout;
  private final Lineages lineages;
  private final Disk disk;

  AccountReferences(Layout layout, Lineages lineages, Disk disk) {
    this.layout = layout;
    this.lineages = lineages;
    this.disk = disk;
  }

  /** Certbot would refuse to renew with an account that is not there any more. */
  void replace(String oldId, String newId) throws IOException {
    for (String name : lineages.names()) {
      try {
        replaceIn(layout.renewal(name), oldId, newId);
      } catch (StoreException e) {
        log.warn("The renewal file of {} keeps its account: {}", name, e.getMessage());
      }
    }
  }

  private void replaceIn(Path file, String oldId, String newId) throws IOException {
    ConfigFile config = ConfigFile.read(file);
    if (!config.value(RenewalFile.PARAMETERS, ACCOUNT).equals(Optional.of(oldId))) {
      return;
    }
    config.set(RenewalFile.PARAMETERS, ACCOUNT, ConfigValue.of(newId));
    try (ChangeSet changes = new ChangeSet(disk)) {
      changes.publish(changes.stage(file, config.bytes()), file);
      changes.commit();
    }
    disk.sync(layout.renewal());
  }
}
