package dev.acmesdk.examples.jdk;

import dev.acmesdk.examples.server.ServerExample;
import dev.acmesdk.examples.server.ServerExampleContract;

class JdkExampleTest extends ServerExampleContract {
  @Override
  protected ServerExample example() {
    return JdkExample::start;
  }
}
