package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What must hold after a program was killed while it made the version after a given one. */
final class Aftermath {
  private static final String LINEAGE = "acmesdk/lineages/a.example/";

  /** What only the next change takes away, if the program was killed when all was done. */
  private static final Pattern HARMLESS =
      Pattern.compile(".* (\\.certbot\\.lock|" + LINEAGE + "lease\\.json\\.new)");

  private final Scene scene;
  private final int before;

  /** How things stood when the next run began, and what it made of them. */
  record Found(boolean isOver, long orders, long finalizations) {}

  Aftermath(Scene scene, int before) {
    this.scene = scene;
    this.before = before;
  }

  /** A reader finds the old version or the new one, whole. */
  void assertReadable() throws GeneralSecurityException {
    Optional<Lineage> found = scene.read();
    assertThat(found.map(Lineage::version).orElse(0)).isBetween(before, before + 1);
    if (found.isPresent()) {
      assertThat(keyFits(found.get())).as("the key is the certificate's").isTrue();
    }
  }

  private static boolean keyFits(Lineage lineage) throws GeneralSecurityException {
    byte[] message = {1, 2, 3};
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(lineage.privateKey());
    signature.update(message);
    byte[] signed = signature.sign();
    signature.initVerify(lineage.chain().leaf().getPublicKey());
    signature.update(message);
    return signature.verify(signed);
  }

  /** Certbot finds what a reader finds. It may go back, by its own notes, to the old version. */
  void assertCertbotIsContent(Path certbotHome) throws IOException, InterruptedException {
    Programs.Result result =
        Programs.run(
            List.of(
                "certbot",
                "certificates",
                "--config-dir=" + scene.root,
                "--work-dir=" + certbotHome.resolve("work"),
                "--logs-dir=" + certbotHome.resolve("logs")));
    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output()).doesNotContainIgnoringCase("invalid");
    assertThat(result.output().split("\\(VALID:", -1).length - 1)
        .as(result.output())
        .isBetween(Math.min(before, 1), 1);
  }

  /** The same program goes on with the same order, and leaves what it would have left. */
  Found assertGoneOnWith(String verb, Map<Integer, List<String>> undisturbed) throws IOException {
    boolean isOver = !scene.isOrderNoted() && version() == before + 1;
    long orders = scene.count("newOrder");
    boolean hasAnswered = scene.count("challenge") > 0 && scene.count("finalize") == 0;
    Lineage lineage = scene.runHere(verb);
    boolean again = isOver && verb.equals("reissue");
    int expected = before + (again ? 2 : 1);
    assertThat(lineage.version()).isEqualTo(expected);
    assertThat(scene.read().orElseThrow().version()).isEqualTo(expected);
    if (!hasAnswered || orders == scene.count("newOrder")) {
      assertThat(scene.count("newOrder")).as("orders").isEqualTo(again ? 2 : 1);
    }
    assertThat(scene.count("finalize")).as("finalizations").isEqualTo(again ? 2 : 1);
    List<String> tree = scene.tree();
    if (isOver && !again) {
      tree = tree.stream().filter(line -> !HARMLESS.matcher(line).matches()).toList();
    }
    assertThat(tree).isEqualTo(undisturbed.get(expected));
    assertThat(Files.readAllLines(scene.root.resolve("live/README"))).isNotEmpty();
    return new Found(isOver, scene.count("newOrder"), scene.count("finalize"));
  }

  private int version() {
    return scene.read().map(Lineage::version).orElse(0);
  }
}
