package dev.acmesdk.hook;

import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a hook is run.
 *
 * @param kind what sort of hook it is
 * @param lineage what was just stored, for a deploy-hook; otherwise {@code null}
 * @param renewed for a deploy-hook, what the certificate is for; for a post-hook, what was renewed
 *     in the round; otherwise none
 * @param failed for a post-hook, what could not be renewed in the round; otherwise none
 */
public record HookCall(
    HookKind kind, @Nullable Lineage lineage, List<Identifier> renewed, List<Identifier> failed) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is a lineage and it is no deploy-hook, or the reverse
   */
  public HookCall {
    if ((kind == HookKind.DEPLOY) != (lineage != null)) {
      throw new IllegalArgumentException("A lineage belongs to a deploy-hook, and to no other.");
    }
    renewed = List.copyOf(renewed);
    failed = List.copyOf(failed);
  }

  /**
   * Before the renewals of a round.
   *
   * @return the call of a pre-hook
   */
  public static HookCall pre() {
    return new HookCall(HookKind.PRE, null, List.of(), List.of());
  }

  /**
   * After a lineage was stored.
   *
   * @param lineage its new version
   * @return the call of a deploy-hook
   */
  public static HookCall deploy(Lineage lineage) {
    List<Identifier> identifiers = List.copyOf(Identifier.allOf(lineage.chain()));
    return new HookCall(HookKind.DEPLOY, lineage, identifiers, List.of());
  }

  /**
   * After the renewals of a round.
   *
   * @param renewed what was renewed
   * @param failed what could not be renewed
   * @return the call of a post-hook
   */
  public static HookCall post(Collection<Identifier> renewed, Collection<Identifier> failed) {
    return new HookCall(HookKind.POST, null, List.copyOf(renewed), List.copyOf(failed));
  }

  /**
   * What was just stored.
   *
   * @return the new version, for a deploy-hook
   */
  public Optional<Lineage> stored() {
    return Optional.ofNullable(lineage);
  }

  /**
   * The directory whose paths stay the same from version to version.
   *
   * @return the lineage's directory in {@code live}, for a deploy-hook, if the store has files
   */
  public Optional<Path> liveDirectory() {
    return stored()
        .flatMap(Lineage::paths)
        .map(files -> files.fullchain().toAbsolutePath().getParent());
  }
}
