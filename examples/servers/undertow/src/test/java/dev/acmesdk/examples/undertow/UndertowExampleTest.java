package dev.acmesdk.examples.undertow;

import dev.acmesdk.examples.server.ServerExample;
import dev.acmesdk.examples.server.ServerExampleContract;

class UndertowExampleTest extends ServerExampleContract {
  @Override
  protected ServerExample example() {
    return UndertowExample::start;
  }
}
