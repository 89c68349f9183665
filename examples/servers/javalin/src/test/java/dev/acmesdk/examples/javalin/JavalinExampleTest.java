package dev.acmesdk.examples.javalin;

import dev.acmesdk.examples.server.ServerExample;
import dev.acmesdk.examples.server.ServerExampleContract;

class JavalinExampleTest extends ServerExampleContract {
  @Override
  protected ServerExample example() {
    return JavalinExample::start;
  }
}
