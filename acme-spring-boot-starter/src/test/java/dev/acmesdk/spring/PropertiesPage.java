package dev.acmesdk.spring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.json.JsonParserFactory;

/** The properties, as the metadata for editors tells them, in Markdown. */
final class PropertiesPage {
  private static final String METADATA = "/META-INF/spring-configuration-metadata.json";
  private static final String BEGINNING =
      """
      # All properties of the starter

      What `acme-spring-boot-starter` understands, as editors show it, too. How they work together: [Spring Boot](spring-boot.md).

      | property | type | default | meaning |
      |---|---|---|---|
      """;

  private PropertiesPage() {}

  static String text() throws IOException {
    return properties().stream()
        .map(PropertiesPage::row)
        .collect(Collectors.joining("\n", BEGINNING, "\n"));
  }

  private static List<Map<?, ?>> properties() throws IOException {
    try (InputStream in = AcmeProperties.class.getResourceAsStream(METADATA)) {
      String json =
          new String(Objects.requireNonNull(in, METADATA).readAllBytes(), StandardCharsets.UTF_8);
      List<?> all = (List<?>) JsonParserFactory.getJsonParser().parseMap(json).get("properties");
      return all.stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    }
  }

  private static String row(Map<?, ?> property) {
    Object value = property.get("defaultValue");
    String text = String.valueOf(property.get("description"));
    return "| `%s` | %s | %s | %s |"
        .formatted(
            property.get("name"),
            type(String.valueOf(property.get("type"))),
            value == null ? "" : "`" + value + "`",
            text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".");
  }

  private static String type(String name) {
    return switch (name) {
      case "java.lang.Boolean" -> "`true` or `false`";
      case "java.lang.Integer" -> "number";
      case "java.lang.String" -> "text";
      case "java.net.URI" -> "URL";
      case "java.nio.file.Path" -> "path";
      case "java.util.List<java.lang.String>" -> "list of texts";
      default -> name.startsWith("java.util.Map<") ? "by name" : words(name);
    };
  }

  private static String words(String name) {
    try {
      return Arrays.stream(Class.forName(name).getEnumConstants())
          .map(word -> ((Enum<?>) word).name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .collect(Collectors.joining("`, `", "`", "`"));
    } catch (ClassNotFoundException e) {
      throw new AssertionError("a type that the page has no words for: " + name, e);
    }
  }
}
