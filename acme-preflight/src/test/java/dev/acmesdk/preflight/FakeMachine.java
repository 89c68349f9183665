package dev.acmesdk.preflight;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine made up for a test. */
final class FakeMachine implements Machine {
  private final List<InetAddress> addresses = new ArrayList<>();
  private final Map<Path, String> files = new HashMap<>();
  private final Map<String, String> outputs = new HashMap<>();

  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static FakeMachine at(String... literals) {
    FakeMachine machine = new FakeMachine();
    for (String literal : literals) {
      machine.addresses.add(address(literal));
    }
    return machine;
  }

  FakeMachine file(String path, String text) {
    files.put(Path.of(path), text);
    return this;
  }

  FakeMachine prints(String command, String text) {
    outputs.put(command, text);
    return this;
  }

  @Override
  public List<InetAddress> addresses() {
    return addresses;
  }

  @Override
  public Optional<String> file(Path path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public Optional<String> output(String command) {
    return Optional.ofNullable(outputs.get(command));
  }
}
