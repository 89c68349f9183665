package dev.acmesdk.testing.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;

/** Names and records as text. */
final class StubText {
  private static final int TTL = 60;
  private static final int MAX_STRING = 255;

  private StubText() {}

  static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("Not a name: " + text, e);
    }
  }

  /** In lower case, without the trailing dot. */
  static String text(Name name) {
    return name.toString(true).toLowerCase(Locale.ROOT);
  }

  static Record record(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try (Master file = new Master(new ByteArrayInputStream(bytes), Name.root, TTL)) {
      Record record = file.nextRecord();
      if (record == null) {
        throw new IllegalArgumentException("No record: " + line);
      }
      return record;
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a record: " + line, e);
    }
  }

  /** The line of a zone file for a TXT record. */
  static String txt(String name, String value) {
    StringBuilder line = new StringBuilder(name(name) + " TXT");
    for (int start = 0; start == 0 || start < value.length(); start += MAX_STRING) {
      String part = value.substring(start, Math.min(value.length(), start + MAX_STRING));
      line.append(" \"").append(part.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return line.toString();
  }
}
