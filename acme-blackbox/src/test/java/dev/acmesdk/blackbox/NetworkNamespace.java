package dev.acmesdk.blackbox;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network of its own for programs under test, with one cable to this machine: all of its ports
 * are free, and its firewall is nobody else's. It takes root, and a kernel that allows it.
 */
final class NetworkNamespace implements AutoCloseable {
  private final int number;
  private final String name;
  private final String prefix;

  private NetworkNamespace(int number) {
    this.number = number;
    this.name = "acme" + number;
    this.prefix = "10.213." + number + ".";
  }

  /** Makes one, if that is allowed here. */
  static Optional<NetworkNamespace> create() throws IOException, InterruptedException {
    int number = ThreadLocalRandom.current().nextInt(1, 255);
    NetworkNamespace network = new NetworkNamespace(number);
    if (Programs.run(List.of("ip", "netns", "add", network.name)).status() != 0) {
      return Optional.empty();
    }
    return network.isConnected() ? Optional.of(network) : network.givenUp();
  }

  private boolean isConnected() throws IOException, InterruptedException {
    String here = "acme-h" + number;
    String there = "acme-n" + number;
    List<String> lines =
        List.of(
            "ip link add %s type veth peer name %s netns %s".formatted(here, there, name),
            "ip addr add %s1/24 dev %s".formatted(prefix, here),
            "ip link set %s up".formatted(here),
            "ip -n %s link set lo up".formatted(name),
            "ip -n %s addr add %s2/24 dev %s".formatted(name, prefix, there),
            "ip -n %s link set %s up".formatted(name, there));
    for (String line : lines) {
      if (Programs.run(List.of(line.split(" ", -1))).status() != 0) {
        return false;
      }
    }
    return true;
  }

  private Optional<NetworkNamespace> givenUp() {
    close();
    return Optional.empty();
  }

  /** This machine's end of the cable. */
  InetAddress here() throws IOException {
    return InetAddress.getByName(prefix + "1");
  }

  /** The other end. */
  InetAddress there() throws IOException {
    return InetAddress.getByName(prefix + "2");
  }

  /** The command that runs a command there. */
  List<String> inside(List<String> command) {
    List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", name));
    line.addAll(command);
    return line;
  }

  /** Has its firewall do what a file says. */
  void firewall(Path folder, String rules) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("firewall.nft"), rules);
    Programs.Result result =
        Programs.run(
            inside(
                List.of(
                    RequiredPrograms.find("nft").orElseThrow().toString(), "-f", file.toString())));
    if (result.status() != 0) {
      throw new IllegalStateException(result.output());
    }
  }

  /** Text in which its addresses are always the same. */
  String normalized(String text) {
    return text.replace(prefix, "10.213.0.");
  }

  /** Ends it, and with it the cable. */
  @Override
  public void close() {
    try {
      Programs.run(List.of("ip", "netns", "delete", name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
