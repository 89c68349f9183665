package dev.acmesdk.storage;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.store.RenewalState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads of a lineage what needs no private key: its renewal file, its links, and the first
 * certificate of the chain that they lead to. That is quick as long as there is nothing unusual;
 * all else is looked at as {@link Lineages#find} does it, so that both say the same.
 */
final class Summaries {
  private static final Logger LOG = LoggerFactory.getLogger(Summaries.class);
  private static final String END = "-----END CERTIFICATE-----";

  private final Layout layout;
  private final DirectoryAccess access;
  private final Lineages lineages;
  private final LineageMemory memory;

  Summaries(Layout layout, DirectoryAccess access, Lineages lineages, LineageMemory memory) {
    this.layout = layout;
    this.access = access;
    this.lineages = lineages;
    this.memory = memory;
  }

  /**
   * What is in the files of a lineage.
   *
   * @param conf where the renewal file is
   * @param version the version that all links point to
   * @param leaf the chain up to the end of its first certificate
   * @param renewal the renewal file
   * @param beside what is remembered elsewhere; {@code null} if it is in the renewal file
   */
  private record Texts(
      Path conf, int version, String leaf, String renewal, @Nullable RenewalState beside) {}

  Optional<LineageSummary> find(String name) {
    LineageName.check(name);
    try {
      // Others need not wait while the texts are being parsed.
      Optional<Texts> texts = access.read(() -> texts(name));
      if (texts.isPresent()) {
        return Optional.of(summary(name, texts.get()));
      }
    } catch (StoreException | IllegalArgumentException e) {
      LOG.debug("Looking at all of {}: {}", name, e.getMessage());
    }
    return access.read(() -> lineages.find(name)).map(LineageSummary::of);
  }

  /** Empty if the links disagree, so that it takes more to tell which version can be used. */
  private Optional<Texts> texts(String name) throws IOException {
    Path conf = layout.renewal(name);
    String renewal = ConfigFile.text(conf, SmallFile.read(conf));
    RenewalState beside = LineageMemory.mayBeIn(renewal) ? null : memory.renewalBeside(name);
    LiveLinks links = LiveLinks.read(layout.live(name));
    OptionalInt version = links.version();
    if (version.isEmpty()) {
      return Optional.empty();
    }
    String leaf = SmallFile.through(END, links.linked(Kind.FULLCHAIN));
    return Optional.of(new Texts(conf, version.getAsInt(), leaf, renewal, beside));
  }

  private LineageSummary summary(String name, Texts texts) {
    ConfigFile config = ConfigFile.parse(texts.conf(), texts.renewal());
    RenewalFile renewal = RenewalFile.of(texts.conf(), config);
    return new LineageSummary(
        name,
        texts.version(),
        CertificateChain.outlinedFromPem(texts.leaf()).leaf(),
        renewal.server(),
        renewal.parameters(),
        texts.beside() == null ? memory.renewal(name, config) : texts.beside());
  }
}
