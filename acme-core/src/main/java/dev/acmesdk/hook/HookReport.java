package dev.acmesdk.hook;

import org.jspecify.annotations.Nullable;

/**
 * What has become of one run of a hook.
 *
 * @param kind what sort of hook it was
 * @param what the command line on one line, or the text of the Java object
 * @param lineage the name of the lineage, for a deploy-hook; the others serve all of a round
 * @param failure what went wrong, in words that follow the hook's name; {@code null} if all went
 *     well
 * @param status the exit status, if a command has ended by itself
 * @param output what a command has printed, fit to be shown; of long texts the first and the last
 *     part
 */
public record HookReport(
    HookKind kind,
    String what,
    @Nullable String lineage,
    @Nullable String failure,
    @Nullable Integer status,
    String output) {

  /**
   * Whether something went wrong.
   *
   * @return {@code true} if the hook has not done what it should
   */
  public boolean isFailure() {
    return failure != null;
  }

  /** One sentence without what was printed. */
  @Override
  public String toString() {
    return "The %s %s%s %s."
        .formatted(
            kind,
            what,
            lineage == null ? "" : " of " + lineage,
            failure == null ? "was run" : failure);
  }
}
