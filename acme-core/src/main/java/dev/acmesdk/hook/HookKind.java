package dev.acmesdk.hook;

/** When a hook is run. */
public enum HookKind {
  /** Before the first renewal of a round: to free a port, for example. */
  PRE("pre-hook"),

  /** After the new certificate of one lineage is stored: to make a server take it. */
  DEPLOY("deploy-hook"),

  /** After the last renewal of a round, also if some or all have failed. */
  POST("post-hook");

  private final String word;

  HookKind(String word) {
    this.word = word;
  }

  /** Certbot's word. */
  @Override
  public String toString() {
    return word;
  }
}
