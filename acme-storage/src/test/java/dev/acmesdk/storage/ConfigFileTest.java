package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigFileTest {
  private static final Path FILE = Path.of("/etc/letsencrypt/renewal/a.example.conf");
  private static final List<String> SECTION = List.of("renewalparams");

  private static ConfigFile parse(String text) {
    return ConfigFile.parse(FILE, text);
  }

  private static String text(ConfigFile file) {
    return new String(file.bytes(), StandardCharsets.UTF_8);
  }

  private static ConfigValue plain(String text) {
    return ConfigValue.of(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a = b",
        "a=b\r\n[s]\r\n  c = 'd' # why\r\n",
        "\ufeffa = b\n",
        "# one\n\n  \t\na = '''x\ny''' # two\n[s] # three\n[[t]]\n\"k y\" = a, b,\n# four",
      })
  void keepsEveryOctetOfWhatItDoesNotTouch(String text) {
    assertThat(text(parse(text))).isEqualTo(text);
  }

  @Test
  void readsValuesOfTheRightSection() {
    ConfigFile file =
        parse("server = top\n[renewalparams]\nserver = x\n[[map]]\nserver = nested\n");
    assertThat(file.value(ConfigFile.TOP, "server")).contains("top");
    assertThat(file.value(SECTION, "server")).contains("x");
    assertThat(file.value(List.of("renewalparams", "map"), "server")).contains("nested");
    assertThat(file.value(SECTION, "account")).isEmpty();
  }

  /** A blank in front of the key makes the line one that takes all of the syntax to read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "k=v",
        "k = v",
        "k\t=\tv",
        "k = v \t",
        "k = v\r",
        "k = a b",
        "k = a = b",
        "k =",
        "k = ",
        "k = a#b",
        "k = a, b",
        "k = 'v'",
        "k = \"v\"",
        "k = a'b",
        "k = ä",
        "k = a\u000b",
        "k = [v]",
        "k = %(other)x",
        "k = /var/www/a.example",
        "k_1 = 30 days",
        "k = \u00a0v"
      })
  void readsAPlainLineAsAllOthers(String line) {
    for (String end : List.of("", "\n", "\nb = 2\n")) {
      ConfigFile plain = parse(line + end);
      ConfigFile other = parse(" " + line + end);
      assertThat(plain.values(ConfigFile.TOP)).isEqualTo(other.values(ConfigFile.TOP)).isNotEmpty();
      assertThat(" " + text(plain)).isEqualTo(text(other));
      for (String key : plain.values(ConfigFile.TOP).keySet()) {
        plain.set(ConfigFile.TOP, key, plain("new"));
        other.set(ConfigFile.TOP, key, plain("new"));
      }
      assertThat(" " + text(plain)).isEqualTo(text(other)).contains("new");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a]", "[a_1]", "[A9]\r", "[a] ", "[a b]", "[a]# c", "[ a ]", "['a']"})
  void readsAPlainHeaderAsAllOthers(String header) {
    for (String end : List.of("", "\n")) {
      ConfigFile plain = parse(header + end);
      ConfigFile other = parse(" " + header + end);
      String name = header.replaceAll("[^\\w ]|\\bc\\b", "").strip();
      plain.set(List.of(name), "k", plain("new"));
      other.set(List.of(name), "k", plain("new"));
      assertThat(" " + text(plain)).isEqualTo(text(other)).contains("]").containsOnlyOnce("[");
    }
  }

  @Test
  void returnsToTheOuterSectionWhenASectionOfThatDepthBegins() {
    ConfigFile file = parse("[a]\n[[b]]\n[[[c]]]\nk = 1\n[[d]]\nk = 2\n[e]\nk = 3\n");
    assertThat(file.value(List.of("a", "b", "c"), "k")).contains("1");
    assertThat(file.value(List.of("a", "d"), "k")).contains("2");
    assertThat(file.value(List.of("e"), "k")).contains("3");
  }

  @Test
  void setsAValueInItsLineAndKeepsTheComment() {
    ConfigFile file = parse("[renewalparams]\n  key_type=rsa   # an old one\nserver = x\n");
    file.set(SECTION, "key_type", plain("ecdsa"));
    assertThat(text(file))
        .isEqualTo("[renewalparams]\n  key_type=ecdsa   # an old one\nserver = x\n");
  }

  @Test
  void setsAValueThatWasEmpty() {
    ConfigFile file = parse("a =\nb = # none\n");
    file.set(ConfigFile.TOP, "a", plain("1"));
    file.set(ConfigFile.TOP, "b", plain("2"));
    assertThat(text(file)).isEqualTo("a = 1\nb = 2 # none\n");
  }

  @Test
  void keepsLinesApartIfTheLastOneHadNoEnd() {
    ConfigFile file = parse("a = 1");
    file.set(ConfigFile.TOP, "b", plain("2"));
    file.set(ConfigFile.TOP, "a", plain("3"));
    assertThat(text(file)).isEqualTo("a = 3\nb = 2\n");
  }

  @Test
  void leavesALineAloneThatSaysTheSameInOtherWords() {
    String text = "[renewalparams]\nserver='x'  # quoted\n";
    ConfigFile file = parse(text);
    file.set(SECTION, "server", plain("x"));
    assertThat(text(file)).isEqualTo(text);
  }

  @Test
  void replacesAValueOfSeveralLines() {
    ConfigFile file = parse("a = \"\"\"one\ntwo\"\"\" # c\nb = 1\n");
    file.set(ConfigFile.TOP, "a", plain("three"));
    assertThat(text(file)).isEqualTo("a = three # c\nb = 1\n");
  }

  @Test
  void addsAValueBehindTheLastOfItsSection() {
    ConfigFile file =
        parse("version = 1\n\n# about\n[renewalparams]\nserver = x\n\n# map\n[[map]]\na = b\n");
    file.set(SECTION, "account", plain("1"));
    file.set(ConfigFile.TOP, "cert", plain("/c"));
    assertThat(text(file))
        .isEqualTo(
            """
            version = 1
            cert = /c

            # about
            [renewalparams]
            server = x
            account = 1

            # map
            [[map]]
            a = b
            """);
  }

  @Test
  void addsAMissingSectionAtTheEnd() {
    ConfigFile file = parse("a = b");
    file.set(SECTION, "server", plain("x"));
    assertThat(text(file)).isEqualTo("a = b\n[renewalparams]\nserver = x\n");
  }

  @Test
  void addsAValueToAnEmptySection() {
    ConfigFile file = parse("[renewalparams]");
    file.set(SECTION, "server", plain("x"));
    file.set(ConfigFile.TOP, "cert", plain("/c"));
    assertThat(text(file)).isEqualTo("cert = /c\n[renewalparams]\nserver = x\n");
  }

  @Test
  void writesTheLineEndsThatItHasRead() {
    ConfigFile file = parse("\ufeffa = b\r\n[renewalparams]\r\nserver = x");
    file.set(SECTION, "server", plain("y"));
    file.set(SECTION, "account", plain("1"));
    assertThat(text(file))
        .isEqualTo("\ufeffa = b\r\n[renewalparams]\r\nserver = y\r\naccount = 1\r\n");
  }

  @Test
  void removesAValueOfOneSectionOnly() {
    ConfigFile file = parse("a = 1\n[renewalparams]\na = '''2\n3'''\nb = 4\n");
    file.remove(SECTION, "a");
    file.remove(SECTION, "c");
    assertThat(text(file)).isEqualTo("a = 1\n[renewalparams]\nb = 4\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = b\\nnonsense\\n | 2 | neither a comment",
        "= b\\n | 1 | neither a comment",
        "a : b\\n | 1 | neither a comment",
        "a = 1\\nb = 2\\na = 3\\n | 3 | repeats the key \"a\"",
        "[s]\\na = 1\\n[t]\\n[s]\\n | 4 | repeats the section \"s\"",
        "s = 1\\n[s]\\n | 2 | repeats the section \"s\"",
        "[s]\\n[[[t]]]\\n | 2 | nested too deep",
        "[[s]]\\n | 1 | nested too deep",
        "[s]]\\n | 1 | unequal numbers",
        "a = \"b\\nc = d\\n | 1 | a quote that is not closed",
        "a = b, 'c\\n | 1 | a quote that is not closed",
        "a = b,,c\\n | 1 | an empty item",
        "a = , b\\n | 1 | an empty item",
        "x = 1\\na = '''b\\nc\\n | 2 | triple quotes that are never closed",
        "a = '''b''' c\\n | 1 | something behind the closing quotes",
      })
  void refusesABadLineByItsNumber(String text, int line, String reason) {
    assertThatThrownBy(() -> parse(text.replace("\\n", "\n")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(FILE.toString())
        .hasMessageContaining("line " + line + " ")
        .hasMessageContaining(reason)
        .hasMessageContaining("Correct that line");
  }

  @Test
  void refusesAValueThatRefersToAnother() {
    ConfigFile file = parse("home = /x\n[renewalparams]\nserver = %(home)s/y\nhook = 100%\n");
    assertThatThrownBy(() -> file.value(SECTION, "server"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("server")
        .hasMessageContaining("%(…)s");
    assertThat(file.value(SECTION, "hook")).contains("100%");
  }

  @Test
  void refusesOctetsThatAreNoText(@TempDir Path temp) throws IOException {
    Path file = Files.write(temp.resolve("x.conf"), new byte[] {'a', '=', (byte) 0xff});
    assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("not UTF-8");
  }
}
