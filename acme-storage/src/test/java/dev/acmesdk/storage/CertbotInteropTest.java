package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.PendingKey;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asks a real Certbot what it thinks of the directory. It needs no network for that. */
final class CertbotInteropTest {
  private static final Path CERTBOT = Path.of("/usr/bin/certbot");
  private static final String BAD = "bad";
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TempDir private Path temp;
  private Path config;
  private CertbotDirectory store;

  @BeforeEach
  void needsCertbot() {
    assumeTrue(
        Files.isExecutable(CERTBOT) && Files.isExecutable(PYTHON), "certbot is not installed here");
    config = temp.resolve("config");
    store =
        CertbotDirectory.at(
            config, Clock.fixed(Instant.parse("2026-11-23T19:01:40Z"), ZoneOffset.UTC));
  }

  @Test
  void certbotFindsOurLineagesValid() throws Exception {
    store.save(TestCa.issue("a.example"));
    store.save(TestCa.issue("b.example", KeyAlgorithm.RSA_3072, Map.of("pre_hook", "echo a, b")));
    store.save(TestCa.issue("b.example", KeyAlgorithm.EC_P384, Map.of()));
    store.save(TestCa.issue("c.example", KeyAlgorithm.RSA_2048, Map.of()));
    String output = certbot("certificates");
    assertThat(output)
        .contains("Certificate Name: a.example", "Certificate Name: b.example")
        .contains("Key Type: ECDSA", "Key Type: RSA", "Domains: a.example")
        .contains("(VALID: 89 days)")
        .contains("Certificate Path: " + config + "/live/a.example/fullchain.pem")
        .doesNotContain("invalid", "INVALID");
    assertThat(output.split("VALID", -1)).hasSize(4);
  }

  @Test
  void certbotDeletesAllOfOurLineage() throws Exception {
    store.save(TestCa.issue("a.example"));
    store.save(TestCa.issue("a.example"));
    certbot("delete", "--cert-name", "a.example", "-n");
    assertThat(config.resolve("live/a.example")).doesNotExist();
    assertThat(config.resolve("archive/a.example")).doesNotExist();
    assertThat(store.names()).isEmpty();
    assertThat(store.find("a.example")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void certbotFindsOurAccount(KeyAlgorithm algorithm) throws Exception {
    AccountKey key = AccountKey.generate(algorithm);
    store.save(TestCa.DIRECTORY, new AccountCredentials(TestCa.ACCOUNT, key));
    assertThat(accounts("list"))
        .isEqualTo(
            "%s %s %s 2026-11-23T19:01:40+00:00\n"
                .formatted(
                    AccountId.of(key), TestCa.ACCOUNT, algorithm.isEllipticCurve() ? "EC" : "RSA"));
  }

  @Test
  void certbotFindsOneAccountBeforeDuringAndAfterAChangeOfItsKey() throws Exception {
    PendingKey pending =
        new PendingKey(
            new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate()), AccountKey.generate());
    String line = "%s " + TestCa.ACCOUNT + " EC 2026-11-23T19:01:40+00:00\n";
    store.save(TestCa.DIRECTORY, pending.account());
    String before = accounts("list");
    assertThat(before).isEqualTo(line.formatted(AccountId.of(pending.account().key())));
    store.savePending(TestCa.DIRECTORY, pending);
    assertThat(accounts("list")).isEqualTo(before);
    store.settle(TestCa.DIRECTORY, pending, pending.changed());
    assertThat(accounts("list")).isEqualTo(line.formatted(AccountId.of(pending.newKey())));
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"RSA_2048", "EC_P384", "EC_P521"})
  void weFindCertbotsAccountAndWriteTheSameOctets(KeyAlgorithm algorithm) throws Exception {
    AccountCredentials account =
        new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate(algorithm));
    String kind = algorithm.isEllipticCurve() ? "EC" : "RSA";
    String id = accounts(kind, account.key().toPem(), TestCa.ACCOUNT.toString()).strip();
    assertThat(id).isEqualTo(AccountId.of(account.key()));
    assertThat(store.find(TestCa.DIRECTORY)).contains(account);
    CertbotDirectory ours = CertbotDirectory.at(temp.resolve("ours"));
    ours.save(TestCa.DIRECTORY, account);
    for (String file : List.of("private_key.json", "regr.json")) {
      String path = "accounts/localhost:24000/dir/" + id + "/" + file;
      assertThat(Tree.text(temp.resolve("ours").resolve(path)))
          .isEqualTo(Tree.text(config.resolve(path)));
    }
  }

  /** Encrypted keys of certificates are not asked for here: it waits for the passphrase. */
  @Test
  void certbotOverlooksAccountsWithAnEncryptedKey() throws Exception {
    AccountCredentials account = new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
    store.encryptingKeys("secret"::toCharArray).save(TestCa.DIRECTORY, account);
    assertThat(config.resolve("accounts/localhost:24000/dir").resolve(AccountId.of(account.key())))
        .isDirectory();
    assertThat(accounts("list")).isEmpty();
  }

  @Test
  void anAuditFindsNothingWrongWithWhatCertbotHasMade() throws Exception {
    String id = accounts("EC", AccountKey.generate().toPem(), TestCa.ACCOUNT.toString()).strip();
    NewVersion issued = TestCa.issue("a.example");
    List<String> command = script("certbot_lineage.py");
    command.addAll(List.of(config.toString(), TestCa.DIRECTORY.toString(), id, "a.example"));
    command.add(issued.chain().leafPem());
    command.add(Pem.encodePrivateKey(issued.privateKey()));
    command.add(issued.chain().issuersPem());
    run(command);
    assertThat(store.find("a.example")).isPresent();
    assertThat(store.audit().report()).isEqualTo("Nothing is wrong with the store.\n");
  }

  @Test
  void configObjReadsWhatWeWrite() throws Exception {
    List<String> values =
        List.of(
            "plain",
            "",
            " x ",
            "a,b",
            "#",
            "a # b",
            "it's",
            "say \"x\"",
            "\"",
            "'",
            "\"'",
            "'\"",
            "a \"b\" 'c', # d",
            "l1\nl2",
            "l1\n'''",
            "é ß",
            "[x]",
            "=",
            "50%",
            "%%",
            "$HOME",
            "\\n",
            "''' '",
            "'''",
            "a\tb",
            "x'",
            "x\"",
            "two\n\"lines\" 'x'\n");
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      parameters.put("v%02d".formatted(i), values.get(i));
    }
    store.save(TestCa.issue("a.example", parameters));
    Path file = config.resolve("renewal/a.example.conf");
    assertThat(configObj(List.of(file)).strip()).isEqualToIgnoringCase(ours(file));
    for (int i = 0; i < values.size(); i++) {
      assertThat(ConfigFile.read(file).value(RenewalFile.PARAMETERS, "v%02d".formatted(i)))
          .contains(values.get(i));
    }
  }

  @Test
  void weReadWhatConfigObjReadsAndRefuseWhatItRefuses() throws Exception {
    List<String> texts =
        List.of(
            "a = b",
            "a=b",
            " a = b # c",
            "a = b#c",
            "a = \"b # c\" # d",
            "a = 'b, c', d",
            "a = ,",
            "a = , ",
            "a = b,",
            "a = b, ",
            "a = b,,",
            "a = ,b",
            "a =",
            "a = # c",
            "a = \"\"",
            "a = ''",
            "a = '''x''' # y",
            "a = '''x\ny'''",
            "a = '''x",
            "a = '''x''' y",
            "a = \"\"\"x'''\"\"\"",
            "a = ''''x'''",
            "a = \"b",
            "a = b\"",
            "a = b \"c\"",
            "a = \"b\" c",
            "a = \"b\"c\"",
            "a = b = c",
            "'a b' = c",
            "\"a\" = c",
            "a b = c",
            "a",
            "= b",
            "a : b",
            "[s]",
            "[s",
            "s]",
            "[[s]]",
            "[s]\n[[t]]\n[[[u]]]\nk=1\n[v]\nk=2",
            "[s] # c",
            "[ s ]\nk=1",
            "['s']\nk=1",
            "[s]]",
            "[s]\n[s]",
            "a=1\na=2",
            "a=1\n[a]",
            "[s]\na=1\n[[a]]",
            "[s]\n[[[t]]]",
            "# c\n\n  # d\na = b\n\n",
            "a = b\r\nc = d\r\n",
            "\ufeffa = b\n",
            "a = b \t \nc = d",
            "[s] x",
            "[] = x",
            "a = %(x)s",
            "a = 1, 2, 3 # c",
            "a = \"x\",'y' , z",
            "a = \"x\" \"y\"",
            "a = x 'y, z'",
            "a = 'x' # 'y'",
            "",
            "\n");
    assertThat(refused(texts)).isEmpty();
  }

  /** ConfigObj finds a way to read some piles of quotes at which we give up; never another way. */
  @Test
  void weAgreeWithConfigObjOnAnyValue() throws Exception {
    Random random = new Random(20261124);
    List<String> pieces =
        List.of("a", "b", " ", " = ", "=", ",", "#", "'", "\"", "'''", "\"\"\"", "[", "]", "\\");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      StringBuilder text = new StringBuilder();
      for (int line = random.nextInt(3); line >= 0; line--) {
        text.append("k").append(line).append(" = ");
        for (int length = random.nextInt(10); length > 0; length--) {
          text.append(pieces.get(random.nextInt(pieces.size())));
        }
        text.append("\n");
      }
      texts.add(text.toString());
    }
    assertThat(refused(texts)).hasSizeLessThan(texts.size() / 50);
  }

  /** Compares what both read, and returns what only we refuse. */
  private List<String> refused(List<String> texts) throws Exception {
    List<Path> files = new ArrayList<>();
    for (String text : texts) {
      files.add(Files.writeString(temp.resolve(files.size() + ".conf"), text));
    }
    List<String> theirs = configObj(files).lines().toList();
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String ours = ours(files.get(i));
      if (ours.equals(BAD) && !theirs.get(i).equals(BAD)) {
        refused.add(texts.get(i));
      } else {
        assertThat(ours).as("<%s>", texts.get(i)).isEqualTo(theirs.get(i));
      }
    }
    return refused;
  }

  /** What we read, as the script for ConfigObj shows what that reads. */
  private static String ours(Path file) throws IOException {
    Map<String, String> flat = new TreeMap<>();
    try {
      String text = Tree.text(file).replaceFirst("^\ufeff", "");
      for (ConfigLine line : new ConfigParser(file, text).lines()) {
        String path = String.join("/", line.section());
        if (line.opensSection()) {
          flat.put(path, "section");
        } else if (line.entry() != null) {
          ConfigValue value = line.entry().value();
          flat.put(
              (path.isEmpty() ? "" : path + "/") + line.entry().key(),
              value.isList() ? "list " + String.join("|", value.items()) : value.text());
        }
      }
      return new String(Json.write(flat), StandardCharsets.UTF_8);
    } catch (StoreException e) {
      return BAD;
    }
  }

  private String certbot(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(CERTBOT.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--config-dir", config.toString()));
    command.addAll(List.of("--work-dir", temp.resolve("work").toString()));
    command.addAll(List.of("--logs-dir", temp.resolve("logs").toString()));
    return run(command);
  }

  private String accounts(String... arguments) throws Exception {
    List<String> command = script("certbot_accounts.py");
    command.addAll(List.of(config.toString(), TestCa.DIRECTORY.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static String configObj(List<Path> files) throws Exception {
    List<String> command = script("configobj_read.py");
    files.forEach(file -> command.add(file.toString()));
    return run(command);
  }

  private static List<String> script(String name) throws URISyntaxException {
    Path path =
        Path.of(Objects.requireNonNull(CertbotInteropTest.class.getResource("/" + name)).toURI());
    return new ArrayList<>(List.of(PYTHON.toString(), path.toString()));
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
