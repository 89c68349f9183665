package dev.acmesdk.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The source files of a module of the reactor.
 *
 * @param directory the module's directory
 */
record MainSources(Path directory) {

  /**
   * The modules of the root POM that are published: they have a module descriptor, or, as all of
   * Spring, a name for one in their manifest.
   */
  static List<MainSources> ofPublishedModules() throws IOException {
    List<MainSources> published = new ArrayList<>();
    for (String name : modulesOf(root().resolve("pom.xml"))) {
      MainSources module = new MainSources(root().resolve(name));
      if (module.hasDescriptor() || module.isAutomaticModule()) {
        published.add(module);
      }
    }
    return published;
  }

  boolean hasDescriptor() {
    return Files.exists(folder("main").resolve("module-info.java"));
  }

  private boolean isAutomaticModule() throws IOException {
    return Files.readString(directory.resolve("pom.xml")).contains("<Automatic-Module-Name>");
  }

  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  private static List<String> modulesOf(Path pom) throws IOException {
    try {
      NodeList modules =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(pom.toFile())
              .getElementsByTagName("module");
      List<String> names = new ArrayList<>();
      for (int i = 0; i < modules.getLength(); i++) {
        names.add(modules.item(i).getTextContent());
      }
      return names;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(pom + " cannot be parsed", e);
    }
  }

  String name() {
    return directory.getFileName().toString();
  }

  /** The top-level types that have a file of their own. */
  List<String> typeNames() throws IOException {
    return files("main").stream()
        .map(file -> folder("main").relativize(file).toString())
        .map(file -> file.substring(0, file.length() - ".java".length()).replace('/', '.'))
        .toList();
  }

  /** The lines of each file with code in it, be it "main" or "test" code. */
  List<Integer> lengths(String kind) throws IOException {
    List<Integer> lengths = new ArrayList<>();
    for (Path file : files(kind)) {
      lengths.add(Files.readAllLines(file).size());
    }
    return lengths;
  }

  private List<Path> files(String kind) throws IOException {
    if (!Files.isDirectory(folder(kind))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder(kind))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java") && !file.endsWith("package-info.java"))
          .sorted()
          .toList();
    }
  }

  private Path folder(String kind) {
    return directory.resolve("src").resolve(kind).resolve("java");
  }
}
