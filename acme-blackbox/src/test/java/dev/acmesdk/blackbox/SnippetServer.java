package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server whose configuration is what {@code acme deploy-snippet} prints, on another port. */
final class SnippetServer implements AutoCloseable {
  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

  private final ServerProcess process;
  private final int port;
  private final List<String> reload;

  private SnippetServer(ServerProcess process, int port, List<String> reload) {
    this.process = process;
    this.port = port;
    this.reload = reload;
  }

  static SnippetServer nginx(Path folder, String snippet) throws Exception {
    int port = FreePorts.find(1).get(0);
    Path configuration =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            daemon off;
            pid nginx.pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              %s
            }
            """
                .formatted(snippet.replace("443", Integer.toString(port))));
    List<String> nginx =
        List.of(program("nginx"), "-p", folder.toString(), "-c", configuration.toString());
    return start(nginx, List.of(), List.of("-s", "reload"), folder, port);
  }

  static SnippetServer apache(Path folder, String snippet) throws Exception {
    int port = FreePorts.find(1).get(0);
    StringBuilder modules = new StringBuilder();
    for (String module : List.of("mpm_event", "authz_core", "socache_shmcb", "ssl")) {
      modules.append(
          "LoadModule %s_module %s\n".formatted(module, MODULES.resolve("mod_" + module + ".so")));
    }
    Path configuration =
        Files.writeString(
            folder.resolve("apache.conf"),
            """
            ServerRoot "%s"
            ServerName localhost
            DefaultRuntimeDir "%s"
            PidFile apache.pid
            Mutex file:%s
            ErrorLog /dev/stderr
            DocumentRoot "%s"
            User nobody
            Group nogroup
            %s
            Listen %d
            %s
            """
                .formatted(
                    folder,
                    folder,
                    folder,
                    Files.createDirectories(folder.resolve("documents")),
                    modules,
                    port,
                    snippet.replace("*:443", "*:" + port)));
    List<String> apache = List.of(program("apache2"), "-f", configuration.toString());
    return start(apache, List.of("-DFOREGROUND"), List.of("-k", "graceful"), folder, port);
  }

  /** What its own check finds wrong ends the test. */
  static SnippetServer haproxy(Path folder, String snippet) throws Exception {
    int port = FreePorts.find(1).get(0);
    Path certificates = Files.createDirectory(folder.resolve("certs"));
    String own = snippet.replace("/etc/haproxy/certs", certificates.toString());
    Matcher combining = Pattern.compile("'(\\(umask [^)]+\\))").matcher(own);
    assertThat(combining.find()).isTrue();
    assertThat(Programs.run(List.of("sh", "-c", combining.group(1))).output()).isEmpty();
    Path configuration =
        Files.writeString(
            folder.resolve("haproxy.cfg"),
            "defaults\n    timeout client 5s\n    timeout connect 5s\n    timeout server 5s\n\n"
                + own.replace(":443", ":" + port));
    List<String> haproxy = List.of(program("haproxy"), "-f", configuration.toString());
    Programs.Result checked =
        Programs.run(List.of(haproxy.get(0), "-c", "-f", configuration.toString()));
    assertThat(checked.status()).as(checked.output()).isZero();
    return start(haproxy, List.of("-db"), List.of(), folder, port);
  }

  private static SnippetServer start(
      List<String> program, List<String> run, List<String> reload, Path folder, int port)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(program);
    command.addAll(run);
    ServerProcess process = ServerProcess.start(command, Map.of(), folder);
    List<String> again = new ArrayList<>(program);
    again.addAll(reload);
    SnippetServer server = new SnippetServer(process, port, again);
    try {
      process.awaitListening(port);
      return server;
    } catch (InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static String program(String name) {
    return RequiredPrograms.find(name).orElseThrow().toString();
  }

  int port() {
    return port;
  }

  /** The shell's line that makes it read its files anew. */
  String reloadLine() {
    return String.join(" ", reload);
  }

  @Override
  public void close() {
    process.close();
  }
}
