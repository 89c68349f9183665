package dev.acmesdk.examples.vertx;

import dev.acmesdk.examples.server.ServerExample;
import dev.acmesdk.examples.server.ServerExampleContract;

class VertxExampleTest extends ServerExampleContract {
  @Override
  protected ServerExample example() {
    return VertxExample::start;
  }
}
