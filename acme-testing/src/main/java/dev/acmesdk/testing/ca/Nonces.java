package dev.acmesdk.testing.ca;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Anti-replay nonces (RFC 8555 section 6.5). Each is good once. Safe for several threads. */
final class Nonces {
  private static final int MOST = 10_000;

  private final Set<String> unused = new LinkedHashSet<>();
  private final Chance chance;
  private final int rejectPercent;

  Nonces(Chance chance, int rejectPercent) {
    this.chance = chance;
    this.rejectPercent = rejectPercent;
  }

  synchronized String next() {
    if (unused.size() >= MOST) {
      Iterator<String> oldest = unused.iterator();
      oldest.next();
      oldest.remove();
    }
    String nonce = Tokens.next();
    unused.add(nonce);
    return nonce;
  }

  synchronized void use(String nonce) {
    if (nonce.isEmpty() || !StrictBase64Url.isValid(nonce)) {
      throw Refusal.malformed("\"nonce\" of the protected header is not base64url");
    }
    if (!unused.remove(nonce)) {
      throw Refusal.of(ProblemKind.BAD_NONCE, "JWS has an invalid anti-replay nonce");
    }
    if (chance.hits(rejectPercent)) {
      throw Refusal.of(
          ProblemKind.BAD_NONCE, "JWS has a good anti-replay nonce that is refused by chance");
    }
  }
}
