package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of an HTTPS server at 127.0.0.1 that trusts nothing but the root that it is given,
 * checks the name, and says which certificate it was shown.
 */
enum Visitor {
  CURL {
    @Override
    List<String> command(Path folder, Path root, String name, int port) {
      String pin = "%s:%d:127.0.0.1".formatted(name, port);
      String url = "https://%s:%d/".formatted(name, port);
      return List.of(
          "curl",
          "-sS",
          "--noproxy",
          "*",
          "--cacert",
          root.toString(),
          "--resolve",
          pin,
          "-o",
          "/dev/null",
          "-w",
          "%{certs}",
          url);
    }
  },
  OPENSSL {
    @Override
    List<String> command(Path folder, Path root, String name, int port) {
      String line =
          "openssl s_client -connect 127.0.0.1:%d -servername %s -verify_hostname %s -CAfile %s -verify_return_error </dev/null 2>/dev/null | openssl x509 -noout -serial";
      return List.of("sh", "-c", line.formatted(port, name, name, root));
    }
  },
  PYTHON {
    @Override
    List<String> command(Path folder, Path root, String name, int port) {
      String script =
          """
          import socket, ssl
          context = ssl.create_default_context(cafile="%s")
          with socket.create_connection(("127.0.0.1", %d)) as plain:
              with context.wrap_socket(plain, server_hostname="%s") as tls:
                  print("serial=" + tls.getpeercert()["serialNumber"])
          """;
      return List.of("python3", "-c", script.formatted(root, port, name));
    }
  },
  JAVA {
    @Override
    List<String> command(Path folder, Path root, String name, int port) throws IOException {
      Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + name + "\n");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Djdk.net.hosts.file=" + hosts);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(VisitProgram.class.getName(), root.toString()));
      command.add("https://%s:%d/".formatted(name, port));
      return command;
    }
  },
  NODE {
    @Override
    List<String> command(Path folder, Path root, String name, int port) {
      String script =
          """
          const https = require("https"), fs = require("fs");
          https.get({host: "127.0.0.1", port: %d, servername: "%s", headers: {host: "%s"},
                     ca: fs.readFileSync("%s"), agent: false}, response => {
            console.log("serial=" + response.socket.getPeerCertificate().serialNumber);
            response.destroy();
          });
          """;
      return List.of("node", "-e", script.formatted(port, name, name, root));
    }
  };

  /** Each prints the leaf's serial number, in whatever form, before anybody else's. */
  private static final Pattern SERIAL =
      Pattern.compile("(?:^|serial=|Serial Number:\\s*)([0-9a-fA-F:]{6,})", Pattern.MULTILINE);

  abstract List<String> command(Path folder, Path root, String name, int port) throws IOException;

  /** Visits a server, which has to be trusted, and tells the serial number of its certificate. */
  BigInteger serial(Path folder, Path root, String name, int port)
      throws IOException, InterruptedException {
    Programs.Result result = Programs.run(command(folder, root, name, port));
    assertThat(result.status()).as("%s: %s", this, result.output()).isZero();
    Matcher serial = SERIAL.matcher(result.output());
    assertThat(serial.find()).as("%s: %s", this, result.output()).isTrue();
    return new BigInteger(serial.group(1).replace(":", ""), 16);
  }
}
