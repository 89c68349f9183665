package dev.acmesdk.blackbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The DNS that a {@link Pebble} asks, {@code pebble-challtestsrv}: every name has the address
 * 127.0.0.1 and no other record, unless a test says otherwise. Its own challenge servers are off;
 * ours are what is tested.
 *
 * <p>Names may be given with or without the final dot.
 */
final class ChallengeTestServer implements AutoCloseable, CaUnderTest.TxtZone {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ServerProcess process;
  private final int dnsPort;
  private final int managementPort;

  private ChallengeTestServer(ServerProcess process, int dnsPort, int managementPort) {
    this.process = process;
    this.dnsPort = dnsPort;
    this.managementPort = managementPort;
  }

  static ChallengeTestServer start(Path directory, int dnsPort, int managementPort)
      throws IOException, InterruptedException {
    ServerProcess process =
        ServerProcess.start(
            command(flags(directory), dnsPort, managementPort), Map.of(), directory);
    ChallengeTestServer server = new ChallengeTestServer(process, dnsPort, managementPort);
    try {
      process.awaitListening(managementPort);
      process.awaitListening(dnsPort);
      return server;
    } catch (InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The flags changed over the years, and an unknown one ends the program. */
  private static String flags(Path directory) throws IOException, InterruptedException {
    try (ServerProcess help =
        ServerProcess.start(List.of("pebble-challtestsrv", "-help"), Map.of(), directory)) {
      if (!help.process().waitFor(10, TimeUnit.SECONDS)) {
        throw new IOException("pebble-challtestsrv -help does not end");
      }
      return help.output();
    }
  }

  private static List<String> command(String flags, int dnsPort, int managementPort) {
    List<String> command = new ArrayList<>(List.of("pebble-challtestsrv"));
    command.addAll(List.of("-management", "127.0.0.1:" + managementPort));
    command.add(flags.contains("-dnsserver ") ? "-dnsserver" : "-dns01");
    command.add("127.0.0.1:" + dnsPort);
    command.addAll(List.of("-http01", "", "-https01", "", "-tlsalpn01", ""));
    if (flags.contains("-doh ")) {
      command.addAll(List.of("-doh", ""));
    }
    // Pebble connects to the first address only, and would try IPv6 first.
    command.addAll(List.of("-defaultIPv4", "127.0.0.1", "-defaultIPv6", ""));
    return command;
  }

  int dnsPort() {
    return dnsPort;
  }

  int managementPort() {
    return managementPort;
  }

  String output() {
    return process.output();
  }

  /** Adds a value to the TXT records of a name. */
  void addTxt(String name, String value) throws IOException, InterruptedException {
    call("set-txt", Map.of("host", absolute(name), "value", value));
  }

  /** Takes all TXT records of a name away. */
  void clearTxt(String name) throws IOException, InterruptedException {
    call("clear-txt", Map.of("host", absolute(name)));
  }

  @Override
  public void setTxt(String name, Collection<String> values)
      throws IOException, InterruptedException {
    clearTxt(name);
    for (String value : values) {
      addTxt(name, value);
    }
  }

  void addA(String name, String... addresses) throws IOException, InterruptedException {
    call("add-a", Map.of("host", absolute(name), "addresses", addresses));
  }

  void addAaaa(String name, String... addresses) throws IOException, InterruptedException {
    call("add-aaaa", Map.of("host", absolute(name), "addresses", addresses));
  }

  void addCname(String name, String target) throws IOException, InterruptedException {
    call("set-cname", Map.of("host", absolute(name), "target", absolute(target)));
  }

  /** Makes every question about a name fail. */
  void breakName(String name) throws IOException, InterruptedException {
    call("set-servfail", Map.of("host", absolute(name)));
  }

  /**
   * The questions that were asked about a name.
   *
   * @return the type of each, for example 16 for TXT, in the order in which they came
   */
  List<Integer> questionTypes(String name) throws IOException, InterruptedException {
    String host = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    JsonNode history =
        JsonMapper.shared().readTree(call("dns-request-history", Map.of("host", host)));
    List<Integer> types = new ArrayList<>();
    for (JsonNode request : history) {
      types.add(request.path("Question").path("Qtype").asInt());
    }
    return types;
  }

  /**
   * Any operation of the management interface.
   *
   * @param operation the path without the slash
   * @param body what is sent, as JSON
   * @return what it answers
   */
  String call(String operation, Map<String, ?> body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:%d/%s".formatted(managementPort, operation)))
                .timeout(Duration.ofSeconds(10))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(body)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "pebble-challtestsrv refuses %s %s: %d %s"
              .formatted(operation, body, response.statusCode(), response.body()));
    }
    return response.body();
  }

  private static String absolute(String name) {
    return name.endsWith(".") ? name : name + ".";
  }

  ServerProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
