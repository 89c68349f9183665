package dev.acmesdk.listener;

import dev.acmesdk.error.PortUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens on a port, as far as Linux tells in {@code /proc}. It only serves an error message:
 * it never fails, and on other systems it knows nothing.
 */
final class PortHolder {
  private static final Logger log = LoggerFactory.getLogger(PortHolder.class);
  // Beyond these, the message names nobody.
  private static final int MAX_SOCKETS = 500_000;
  private static final int MAX_FILES = 500_000;

  private final Path proc;
  private final Predicate<ListeningEntry> isInTheWay;

  PortHolder(Path proc, @Nullable InetAddress address, int port) {
    this.proc = proc;
    isInTheWay = entry -> entry.blocks(address, port);
  }

  /**
   * The holder of a port of this machine.
   *
   * @param address where it listens; {@code null} for any address
   */
  static PortHolder of(@Nullable InetAddress address, int port) {
    return new PortHolder(Path.of("/proc"), address, port);
  }

  /** Whether somebody is known to listen. */
  boolean exists() {
    return !inodes().isEmpty();
  }

  /** For example {@code nginx (process 812)}; empty if it cannot be found out. */
  Optional<String> describe() {
    Set<String> links = inodes().stream().map("socket:[%s]"::formatted).collect(Collectors.toSet());
    if (links.isEmpty()) {
      return Optional.empty();
    }
    AtomicInteger budget = new AtomicInteger(MAX_FILES);
    return processes().stream()
        .filter(process -> hasOpen(process, links, budget))
        .findFirst()
        .map(this::describe);
  }

  private Set<String> inodes() {
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> lines(proc.resolve("net").resolve(table)).stream())
        .flatMap(line -> ListeningEntry.parse(line).stream())
        .filter(isInTheWay)
        .map(ListeningEntry::inode)
        .collect(Collectors.toSet());
  }

  /** In the order of their numbers: the first of several that share a socket is the parent. */
  private List<Long> processes() {
    return names(proc).stream()
        .filter(name -> name.matches("[0-9]{1,18}"))
        .map(Long::valueOf)
        .sorted()
        .toList();
  }

  private boolean hasOpen(long process, Set<String> links, AtomicInteger budget) {
    Path files = proc.resolve(process + "/fd");
    return names(files).stream()
        .takeWhile(name -> budget.getAndDecrement() > 0)
        .anyMatch(name -> links.contains(target(files.resolve(name))));
  }

  private String describe(long process) {
    String name =
        process == ProcessHandle.current().pid()
            ? PortUnavailableException.THIS_PROCESS
            : lines(proc.resolve(process + "/comm")).stream().findFirst().orElse("a program");
    return "%s (process %d)".formatted(name.replaceAll("\\p{Cntrl}", "?"), process);
  }

  /** The names in a directory; none if it may not be read or is gone. */
  private static List<String> names(Path directory) {
    String @Nullable [] names = directory.toFile().list();
    return names == null ? List.of() : Arrays.asList(names);
  }

  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.limit(MAX_SOCKETS).toList();
    } catch (IOException | UncheckedIOException e) {
      log.debug("Cannot find out who has the port: {}", file, e);
      return List.of();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "closed meanwhile";
    }
  }
}
