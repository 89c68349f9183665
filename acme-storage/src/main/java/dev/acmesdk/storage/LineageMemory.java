package dev.acmesdk.storage;

import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.RenewalState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of a lineage beside its versions. The order in flight, with its key, is in a
 * private file of ours. How renewal went is in a section of ours in the renewal file, where an
 * administrator looks and Certbot does not; or, as long as there is no such lineage, in a file of
 * ours.
 *
 * <p>What is damaged is as good as nothing: it saves work, but nothing depends on it.
 */
final class LineageMemory {
  private static final Logger log = LoggerFactory.getLogger(LineageMemory.class);
  private static final List<String> SECTION = List.of("acmesdk");
  private static final String RENEWAL = "renewal.json";

  private final Layout layout;
  private final Disk disk;
  private final KeyCodec keys;

  LineageMemory(Layout layout, Disk disk, KeyCodec keys) {
    this.keys = keys;
    this.layout = layout;
    this.disk = disk;
  }

  private OwnFile orderFile(String name) {
    return OwnFile.of(layout, name, OrderText.FILE);
  }

  Optional<OrderInFlight> order(String name) throws IOException {
    OwnFile file = orderFile(name);
    try {
      return file.read().map(texts -> OrderText.read(file.path(), texts, keys));
    } catch (IllegalArgumentException e) {
      log.warn("The order in {} cannot be gone on with: {}", file.path(), e.getMessage());
      return Optional.empty();
    }
  }

  void saveOrder(String name, OrderInFlight order) throws IOException {
    orderFile(name).write(disk, layout, OrderText.write(order, keys));
  }

  void dropOrder(String name) throws IOException {
    orderFile(name).delete(disk);
  }

  RenewalState renewal(String name) throws IOException {
    Path file = layout.renewal(name);
    String text = Layout.isThere(file) ? ConfigFile.text(file) : "";
    RenewalState state = mayBeIn(text) ? renewal(name, ConfigFile.parse(file, text)) : null;
    return state == null ? renewalBeside(name) : state;
  }

  /** Most renewal files have no section of ours, and that is soon seen. */
  static boolean mayBeIn(String renewalFile) {
    return renewalFile.contains(SECTION.get(0));
  }

  /** What the lineage's renewal file says; {@code null} if it says nothing. */
  @Nullable RenewalState renewal(String name, ConfigFile config) {
    Map<String, String> texts = new HashMap<>();
    for (String key : RenewalText.NAMES) {
      config.value(SECTION, key).ifPresent(value -> texts.put(key, value));
    }
    return texts.isEmpty() ? null : understood(name, () -> texts);
  }

  /** What a file of ours says: it may be from before the lineage was made. */
  RenewalState renewalBeside(String name) throws IOException {
    OwnFile file = OwnFile.of(layout, name, RENEWAL);
    return understood(name, () -> file.read().orElse(Map.of()));
  }

  /** Reads texts that may be damaged. */
  @FunctionalInterface
  private interface Reading<E extends Exception> {
    Map<String, String> texts() throws E;
  }

  private static <E extends Exception> RenewalState understood(String name, Reading<E> reading)
      throws E {
    try {
      Map<String, String> texts = reading.texts();
      return texts.isEmpty() ? RenewalState.NONE : RenewalText.read(texts);
    } catch (IllegalArgumentException e) {
      log.warn("It is not known how renewal of {} went: {}", name, e.getMessage());
      return RenewalState.NONE;
    }
  }

  void saveRenewal(String name, RenewalState state) throws IOException {
    Map<String, String> texts = RenewalText.write(state);
    Path file = layout.renewal(name);
    OwnFile own = OwnFile.of(layout, name, RENEWAL);
    if (Layout.isThere(file)) {
      saveSection(file, texts);
      own.delete(disk);
    } else if (texts.isEmpty()) {
      own.delete(disk);
    } else {
      own.write(disk, layout, texts);
    }
  }

  private void saveSection(Path file, Map<String, String> texts) throws IOException {
    ConfigFile config = ConfigFile.read(file);
    byte[] before = config.bytes();
    for (String key : RenewalText.NAMES) {
      String value = texts.get(key);
      if (value == null) {
        config.remove(SECTION, key);
      } else {
        config.set(SECTION, key, ConfigValue.of(value));
      }
    }
    if (texts.isEmpty()) {
      config.removeIfEmpty(SECTION);
    }
    if (Arrays.equals(before, config.bytes())) {
      return;
    }
    try (ChangeSet changes = new ChangeSet(disk)) {
      changes.publish(changes.stage(file, config.bytes()), file);
      changes.commit();
    }
    disk.sync(layout.renewal());
  }

  /** Forgets everything about a lineage that is no more. */
  void forget(String name) throws IOException {
    dropOrder(name);
    OwnFile.of(layout, name, RENEWAL).delete(disk);
  }
}
