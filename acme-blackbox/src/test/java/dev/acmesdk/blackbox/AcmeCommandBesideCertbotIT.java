package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Certbot and the command acme take turns in one directory. */
@RequiresCertbot
@RequiresPebble
@Timeout(240)
class AcmeCommandBesideCertbotIT {
  private static final String HOST = "b.other.test";

  private static Pebble pebble;

  @TempDir private Path folder;
  private SharedDirectory shared;
  private AcmeCommand acme;
  private Path one;
  private Path other;

  @BeforeAll
  static void start() throws Exception {
    // Each order proves control anew, or renewals would show nothing.
    pebble = Pebble.with().authorizationReuse(0).retryAfter(1, 0).start();
  }

  @AfterAll
  static void stop() {
    pebble.close();
  }

  @BeforeEach
  void share() throws Exception {
    shared = new SharedDirectory(folder, pebble);
    acme = new AcmeCommand(folder).trusting(pebble);
    one = Files.createDirectory(folder.resolve("one"));
    other = Files.createDirectory(folder.resolve("other"));
    assertThat(acme.directory()).isEqualTo(shared.certbot().directory());
  }

  private String[] words(String line) {
    return line.replace("ONE", one.toString()).replace("OTHER", other.toString()).split(" ");
  }

  private String acme(String verb, String line) throws Exception {
    List<String> all = new ArrayList<>(List.of(verb));
    all.addAll(shared.certbot().atPebble(words(line)));
    return acme.run(all.toArray(String[]::new));
  }

  private String certbot(String verb, String line) throws Exception {
    return shared
        .certbot()
        .run(verb, shared.certbot().atPebble(words(line)).toArray(String[]::new));
  }

  private String conf(String name) throws IOException {
    return Files.readString(shared.conf(name));
  }

  private static String account(String conf) {
    return conf.lines().filter(line -> line.startsWith("account = ")).findFirst().orElseThrow();
  }

  private Webroot twoDirectories() throws IOException {
    return new Webroot(host -> host.equals(HOST) ? other : one, pebble.httpPort());
  }

  @Test
  void certbotRenewsWhatWeHaveObtainedInTwoWebroots() throws Exception {
    try (Webroot server = twoDirectories()) {
      assertThat(server.port()).isEqualTo(pebble.httpPort());
      acme("certonly", "--webroot -w ONE -d a.ours.test -d www.a.ours.test -w OTHER -d " + HOST);
      String before = conf("a.ours.test");
      shared.certbot().renew("a.ours.test");
      assertThat(shared.agreed("a.ours.test").version()).isEqualTo(2);
      assertThat(withoutDirectories(conf("a.ours.test"))).isEqualTo(withoutDirectories(before));
      acme.run("renew", "--force-renewal", "--no-random-sleep-on-renew");
      assertThat(shared.agreed("a.ours.test").version()).isEqualTo(3);
    }
  }

  @Test
  void weRenewWhatCertbotHasObtainedInTwoWebroots() throws Exception {
    try (Webroot server = twoDirectories()) {
      assertThat(server.port()).isEqualTo(pebble.httpPort());
      certbot("certonly", "--webroot -w ONE -d a.theirs.test -d c.theirs.test -w OTHER -d " + HOST);
      String before = conf("a.theirs.test");
      assertThat(before).contains("[[webroot_map]]\n");
      acme.run("renew", "--force-renewal", "--no-random-sleep-on-renew");
      assertThat(shared.agreed("a.theirs.test").version()).isEqualTo(2);
      assertThat(conf("a.theirs.test")).isEqualTo(before);
      shared.certbot().renew("a.theirs.test");
      assertThat(shared.agreed("a.theirs.test").version()).isEqualTo(3);
    }
  }

  @Test
  void ourFileSaysOfTwoWebrootsWhatCertbotsSays() throws Exception {
    try (Webroot server = twoDirectories()) {
      assertThat(server.port()).isEqualTo(pebble.httpPort());
      String line = "--webroot -w ONE -d x.same.test -d y.same.test -w OTHER -d " + HOST;
      certbot("certonly", line + " --cert-name theirs");
      acme("certonly", line + " --cert-name ours");
      assertThat(webroots(conf("ours"))).isEqualTo(webroots(conf("theirs")));
    }
  }

  @Test
  void aMapOfWebrootsIsReadAsCertbotReadsIt() throws Exception {
    try (Webroot server = twoDirectories()) {
      assertThat(server.port()).isEqualTo(pebble.httpPort());
      String map = "{\"x.map.test,y.map.test\":\"ONE\",\"%s\":\"OTHER\"}".formatted(HOST);
      certbot("certonly", "--webroot --cert-name theirs --webroot-map " + map);
      acme("certonly", "--webroot --cert-name ours --webroot-map " + map);
      // Certbot notes no webroot_path besides, and we do.
      assertThat(webroots(conf("ours"))).containsAll(webroots(conf("theirs")));
      shared.certbot().renew("ours");
      acme.run("renew", "--force-renewal", "--no-random-sleep-on-renew", "--cert-name", "theirs");
      for (String name : List.of("ours", "theirs")) {
        assertThat(shared.agreed(name).version()).isEqualTo(2);
      }
    }
  }

  /** The lines about webroots, in their order in the file. */
  private static List<String> webroots(String conf) {
    List<String> lines = conf.lines().filter(line -> line.startsWith("webroot_path")).toList();
    List<String> all = new ArrayList<>(lines);
    all.addAll(conf.substring(conf.indexOf("[[webroot_map]]")).lines().toList());
    return all;
  }

  /** Certbot notes on its renewals where it has its own files. */
  private static String withoutDirectories(String conf) {
    return conf.replaceAll("(?m)^(config|work|logs)_dir = .*\n", "");
  }

  @Test
  void eachUsesTheAccountThatItIsToldTo() throws Exception {
    shared.certbot().register();
    String first = shared.accounts().iterator().next();
    shared.addAccount(folder.resolve("elsewhere"));
    TreeSet<String> all = new TreeSet<>(shared.accounts());
    all.remove(first);
    String second = all.first();
    String port = "--standalone --http-01-port " + pebble.httpPort() + " ";
    for (String id : List.of(first, second)) {
      acme("certonly", port + "-d acme-%s.test --account %s".formatted(id.substring(0, 4), id));
      certbot(
          "certonly", port + "-d certbot-%s.test --account %s".formatted(id.substring(0, 4), id));
      for (String who : List.of("acme", "certbot")) {
        String name = "%s-%s.test".formatted(who, id.substring(0, 4));
        assertThat(account(conf(name))).isEqualTo("account = " + id);
      }
    }
    shared.certbot().run("renew", "--force-renewal", "--no-random-sleep-on-renew");
    acme.run("renew", "--force-renewal", "--no-random-sleep-on-renew");
    assertThat(account(conf("acme-%s.test".formatted(first.substring(0, 4))))).endsWith(first);
    assertThat(accountUrl(acme("show_account", "--account " + first)))
        .isEqualTo(accountUrl(certbot("show_account", "--account " + first)));
  }

  private static String accountUrl(String shown) {
    return shown.lines().filter(line -> line.contains("Account URL: ")).findFirst().orElseThrow();
  }

  @Test
  void bothLeaveOutTheSameNamesAndNoteThatForTheOther() throws Exception {
    String begin = "--standalone --http-01-port %d --allow-subset-of-names ";
    String allowed = begin.formatted(pebble.httpPort());
    pebble.breakName("gone.subset.test");
    acme("certonly", allowed + "--cert-name ours -d gone.subset.test -d a.subset.test");
    certbot("certonly", allowed + "--cert-name theirs -d gone.subset.test -d a.subset.test");
    assertThat(options(conf("ours"))).isEqualTo(options(withoutDirectories(conf("theirs"))));
    for (String name : List.of("ours", "theirs")) {
      assertThat(shared.agreed(name).chain().dnsNames()).containsExactly("a.subset.test");
    }

    String both = "-d left.subset.test -d b.subset.test";
    acme("certonly", allowed + "--cert-name our2 " + both);
    certbot("certonly", allowed + "--cert-name their2 -d left.subset.test -d c.subset.test");
    pebble.breakName("left.subset.test");
    shared.certbot().renew("our2");
    assertThat(shared.agreed("our2").chain().dnsNames()).containsExactly("b.subset.test");
    acme.run("renew", "--force-renewal", "--no-random-sleep-on-renew", "--cert-name", "their2");
    assertThat(shared.agreed("their2").chain().dnsNames()).containsExactly("c.subset.test");
  }

  /**
   * The Certbot that Debian has knows no {@code reconfigure}; but what the same words of its {@code
   * certonly} leave in the file is what one that knows it leaves there.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--standalone --http-01-port PORT --http-01-address 127.0.0.1",
        "--standalone --http-01-port PORT --pre-hook true --post-hook true --deploy-hook true",
        "--standalone --http-01-port PORT --key-type rsa --rsa-key-size 3072",
        "--standalone --http-01-port PORT --key-type ecdsa --elliptic-curve secp384r1",
        "--standalone --http-01-port PORT --reuse-key",
        "--standalone --http-01-port PORT --preferred-chain Some-Root",
      })
  void reconfiguresToWhatCertbotWrites(String line) throws Exception {
    String way = line.replace("PORT", Integer.toString(pebble.httpPort()));
    String begin = "--standalone --http-01-port %d -d r.test".formatted(pebble.httpPort());
    certbot("certonly", begin + " --cert-name ours");
    String serial = shared.agreed("ours").chain().leaf().getSerialNumber().toString();
    List<String> words = new ArrayList<>(List.of("reconfigure", "--cert-name", "ours"));
    words.addAll(Arrays.asList(words(way)));
    acme.run(words.toArray(String[]::new));
    certbot("certonly", way + " -d r.test --cert-name theirs");
    assertThat(options(conf("ours"))).isEqualTo(options(conf("theirs")));
    assertThat(shared.agreed("ours").chain().leaf().getSerialNumber()).hasToString(serial);
    shared.certbot().renew("ours");
    assertThat(options(conf("ours"))).isEqualTo(options(conf("theirs")));
    shared.agreed("ours");
  }

  /** What stands in the section of the options, in any order. */
  private static List<String> options(String conf) {
    return conf.substring(conf.indexOf("[renewalparams]")).lines().sorted().toList();
  }
}
