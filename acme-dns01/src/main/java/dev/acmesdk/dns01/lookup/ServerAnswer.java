package dev.acmesdk.dns01.lookup;

import java.util.List;

/** What a name server says of the TXT records of a name. The text is in plain words. */
public sealed interface ServerAnswer {

  /**
   * Whether it tells nothing of the zone. A resolver would ask the zone's other servers then.
   *
   * @return {@code true} if the server cannot be reached, fails, or does not have the zone
   */
  default boolean isSilent() {
    return this instanceof Unreachable || this instanceof Failure || this instanceof Lame;
  }

  /**
   * There are such records.
   *
   * @param texts the text of each, its strings joined
   */
  record Values(List<String> texts) implements ServerAnswer {
    /** Copies the list. */
    public Values {
      texts = List.copyOf(texts);
    }

    @Override
    public String toString() {
      return "has " + Words.quoted(texts);
    }
  }

  /** The name does not exist (NXDOMAIN). */
  record NoSuchName() implements ServerAnswer {
    @Override
    public String toString() {
      return "says that the name does not exist (NXDOMAIN)";
    }
  }

  /** The name exists, but has no TXT record. */
  record NoRecord() implements ServerAnswer {
    @Override
    public String toString() {
      return "has no TXT record";
    }
  }

  /**
   * The name is an alias, perhaps because of a wildcard.
   *
   * @param target what for, without trailing dot
   */
  record Alias(String target) implements ServerAnswer {
    @Override
    public String toString() {
      return "has an alias (CNAME) for " + target;
    }
  }

  /**
   * The server says that it cannot or will not answer.
   *
   * @param code the word for that (RFC 6895 section 2.3), for example {@code SERVFAIL}
   */
  record Failure(String code) implements ServerAnswer {
    @Override
    public String toString() {
      return "answers " + code;
    }
  }

  /** The server does not have the zone, though it is said to: the delegation is lame. */
  record Lame() implements ServerAnswer {
    @Override
    public String toString() {
      return "does not have the zone (lame delegation)";
    }
  }

  /**
   * There was no answer.
   *
   * @param reason why
   */
  record Unreachable(String reason) implements ServerAnswer {
    @Override
    public String toString() {
      return "cannot be asked: " + reason;
    }
  }
}
