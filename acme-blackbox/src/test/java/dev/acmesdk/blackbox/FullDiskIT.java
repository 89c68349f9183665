package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The disk is full just when the certificate, which the CA has issued, is to be saved. */
@Timeout(120)
class FullDiskIT {
  private static final int PAGE = 4096;

  @TempDir Path disk;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    Programs.Result mounted =
        Programs.run(List.of("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk.toString()));
    if (mounted.status() != 0) {
      System.out.println("No small disk could be mounted, which takes root: " + mounted.output());
    }
    assumeTrue(mounted.status() == 0, "no small disk could be mounted");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    Programs.run(List.of("umount", disk.toString()));
  }

  /**
   * Of the pages, one is for the order, one for its next note, and of the rest the save needs more
   * than there are. At first there is also an account with three files, the lease, and a README.
   */
  @ParameterizedTest
  @CsvSource({"obtain, 0, 9", "reissue, 1, 4"})
  void leavesTheOldVersionAndCostsNoOtherOrder(String verb, int versions, int pages)
      throws IOException {
    try (Scene scene = new Scene(disk, FreePorts.find(1).get(0)).withVersions(versions)) {
      Files.createDirectories(scene.root);
      Path filler = fill(pages);
      assertThatThrownBy(() -> scene.runHere(verb))
          .isInstanceOf(StoreException.class)
          .hasMessageContainingAll(scene.root.toString(), "no space left", "Free some space");
      assertThat(scene.count("finalize")).isEqualTo(1);
      assertThat(scene.read().map(lineage -> lineage.version()).orElse(0)).isEqualTo(versions);
      assertThat(scene.tree()).noneMatch(line -> line.contains((versions + 1) + ".pem"));
      Files.delete(filler);
      assertThat(scene.runHere(verb).version()).isEqualTo(versions + 1);
      assertThat(scene.count("newOrder")).isEqualTo(1);
      assertThat(scene.count("finalize")).isEqualTo(1);
      assertThat(scene.isOrderNoted()).isFalse();
    }
  }

  /** Leaves a number of pages of the disk. */
  private Path fill(int pages) throws IOException {
    Path filler = disk.resolve("filler");
    try (FileChannel channel =
        FileChannel.open(filler, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeUntilFull(channel);
      channel.truncate(channel.size() / PAGE * PAGE - (long) pages * PAGE);
    }
    return filler;
  }

  private static void writeUntilFull(FileChannel channel) {
    try {
      while (true) {
        channel.write(ByteBuffer.allocate(PAGE));
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }
}
