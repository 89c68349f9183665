package dev.acmesdk.storage;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last lease of a lineage, as it is kept: also when it was given back, since tokens never fall
 * back.
 *
 * @param token the fencing token
 * @param holder who has or had it
 * @param lifeSign the octet of the lock file that the holder has locked as long as it lives
 * @param ttl how long it lasts without a sign of life
 * @param renewals how often it was renewed: a sign of life
 * @param expires when it ends, by the holder's clock
 * @param version the lineage's version that the holder knows of, 0 if there was none
 * @param isHeld whether it was not given back
 */
record LeaseFile(
    long token,
    String holder,
    long lifeSign,
    Duration ttl,
    long renewals,
    Instant expires,
    int version,
    boolean isHeld) {
  private static final Logger log = LoggerFactory.getLogger(LeaseFile.class);
  private static final String FILE = "lease.json";

  static OwnFile file(Layout layout, String lineage) {
    return OwnFile.of(layout, lineage, FILE);
  }

  /** Reads it; a damaged one is as good as none but for the token, which must not fall back. */
  static Optional<LeaseFile> read(OwnFile file) throws IOException {
    try {
      return file.read().map(LeaseFile::of);
    } catch (IllegalArgumentException | DateTimeException | NullPointerException e) {
      long token = System.currentTimeMillis();
      log.warn("{} is damaged, so tokens go on from {}", file.path(), token);
      return Optional.of(
          new LeaseFile(token, "nobody", 1, Duration.ZERO, 0, Instant.EPOCH, 0, false));
    }
  }

  private static LeaseFile of(Map<String, String> texts) {
    return new LeaseFile(
        Long.parseLong(texts.getOrDefault("token", "")),
        Objects.requireNonNull(texts.get("holder")),
        Long.parseLong(texts.getOrDefault("life_sign", "")),
        Duration.parse(texts.getOrDefault("ttl", "")),
        Long.parseLong(texts.getOrDefault("renewals", "")),
        Instant.parse(texts.getOrDefault("expires", "")),
        Integer.parseInt(texts.getOrDefault("version", "")),
        Boolean.parseBoolean(texts.get("held")));
  }

  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("token", String.valueOf(token));
    texts.put("holder", holder);
    texts.put("held", String.valueOf(isHeld));
    texts.put("expires", expires.toString());
    texts.put("ttl", ttl.toString());
    texts.put("renewals", String.valueOf(renewals));
    texts.put("life_sign", String.valueOf(lifeSign));
    texts.put("version", String.valueOf(version));
    return texts;
  }

  LeaseFile renewed(Duration newTtl, Instant newExpires) {
    return new LeaseFile(
        token, holder, lifeSign, newTtl, renewals + 1, newExpires, version, isHeld);
  }

  LeaseFile released() {
    return new LeaseFile(token, holder, lifeSign, ttl, renewals, expires, version, false);
  }

  LeaseFile withVersion(int saved) {
    return new LeaseFile(token, holder, lifeSign, ttl, renewals, expires, saved, isHeld);
  }
}
