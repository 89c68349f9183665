package dev.acmesdk.preflight;

import dev.acmesdk.http01.Http01Server;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.Preflight;
import java.io.IOException;
import java.util.List;

/** A web server that does not know of the response that is looked for. */
record Http01Stranger(Http01Server server, Preflight.Reservation held) implements AutoCloseable {

  static Http01Stranger start() throws IOException {
    Http01Server server = Http01Server.onPort(0);
    return new Http01Stranger(server, server.reserve(List.of(new Identifier.Dns("other.example"))));
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    held.close();
  }
}
