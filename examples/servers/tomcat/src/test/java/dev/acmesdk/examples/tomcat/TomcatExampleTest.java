package dev.acmesdk.examples.tomcat;

import dev.acmesdk.examples.server.ServerExample;
import dev.acmesdk.examples.server.ServerExampleContract;

class TomcatExampleTest extends ServerExampleContract {
  @Override
  protected ServerExample example() {
    return TomcatExample::start;
  }
}
