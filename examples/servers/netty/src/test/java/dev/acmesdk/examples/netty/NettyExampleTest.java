package dev.acmesdk.examples.netty;

import dev.acmesdk.examples.server.ServerExample;
import dev.acmesdk.examples.server.ServerExampleContract;

class NettyExampleTest extends ServerExampleContract {
  @Override
  protected ServerExample example() {
    return NettyExample::start;
  }
}
