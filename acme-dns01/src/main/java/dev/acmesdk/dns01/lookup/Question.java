package dev.acmesdk.dns01.lookup;

import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * A question to one server.
 *
 * @param name of what
 * @param type which records
 * @param to how it is to be answered
 */
record Question(Name name, int type, Kind to) {
  /** How it is to be answered. */
  enum Kind {
    /** From the server's own zones. */
    AUTHORITY,
    /** By asking others, if need be. */
    RESOLVER,
    /** By asking others, and tell whether it is validated (RFC 6840 section 5.7). */
    VALIDATOR,
    /** By asking others, and without looking at signatures (RFC 4035 section 3.2.2). */
    UNCHECKED
  }

  static Question authority(Name name, int type) {
    return new Question(name, type, Kind.AUTHORITY);
  }

  static Question resolver(Name name, int type) {
    return new Question(name, type, Kind.RESOLVER);
  }

  Message message() {
    Message message = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    if (to == Kind.AUTHORITY) {
      message.getHeader().unsetFlag(Flags.RD);
    }
    if (to == Kind.VALIDATOR) {
      message.getHeader().setFlag(Flags.AD);
    }
    if (to == Kind.UNCHECKED) {
      message.getHeader().setFlag(Flags.CD);
    }
    return message;
  }

  int ednsFlags() {
    return to == Kind.VALIDATOR || to == Kind.UNCHECKED ? ExtendedFlags.DO : 0;
  }
}
