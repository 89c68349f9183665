package dev.acmesdk.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import okhttp3.OkHttp;

/** Who is asking: product and version, and those of the HTTP library (RFC 8555 section 6.1). */
final class UserAgent {
  private UserAgent() {}

  /**
   * The header's value.
   *
   * @param application the application that uses the library, or empty
   */
  static String value(String application) {
    String library = "acme-sdk/%s okhttp/%s".formatted(version(), OkHttp.VERSION);
    String java = " Java/" + Runtime.version().feature();
    return (application.isBlank() ? "" : application.strip() + " ") + library + java;
  }

  private static String version() {
    try (InputStream stream = UserAgent.class.getResourceAsStream("product.properties")) {
      Properties properties = new Properties();
      if (stream != null) {
        properties.load(stream);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException("product.properties", e);
    }
  }
}
