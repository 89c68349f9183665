package dev.acmesdk.examples.jetty;

import dev.acmesdk.examples.server.ServerExample;
import dev.acmesdk.examples.server.ServerExampleContract;

class JettyExampleTest extends ServerExampleContract {
  @Override
  protected ServerExample example() {
    return JettyExample::start;
  }
}
