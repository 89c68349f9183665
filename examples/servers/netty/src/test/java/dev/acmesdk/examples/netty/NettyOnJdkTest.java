package dev.acmesdk.examples.netty;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.examples.server.RunningServer;
import dev.acmesdk.examples.server.ServerExample;
import dev.acmesdk.examples.server.ServerExampleContract;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;

/** By the JDK's TLS. */
class NettyOnJdkTest extends ServerExampleContract {
  @Override
  protected ServerExample example() {
    return NettyOnJdkTest::start;
  }

  private static RunningServer start(ManagedCertificate certificate, int port) throws Exception {
    SslContext tls =
        SslContextBuilder.forServer(certificate.keyManager()).sslProvider(SslProvider.JDK).build();
    return NettyExample.start(certificate, tls, port);
  }
}
