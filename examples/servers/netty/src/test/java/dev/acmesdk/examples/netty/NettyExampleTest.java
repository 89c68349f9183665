package dev.acmesdk.examples.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.examples.server.ServerExample;
import dev.acmesdk.examples.server.ServerExampleContract;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import org.junit.jupiter.api.Test;

/** By OpenSSL, which Netty prefers where it is. */
class NettyExampleTest extends ServerExampleContract {
  @Override
  protected ServerExample example() {
    return NettyExample::start;
  }

  @Test
  void runsWithOpenSsl() {
    assertThat(OpenSsl.unavailabilityCause()).isNull();
    assertThat(SslContext.defaultServerProvider()).isEqualTo(SslProvider.OPENSSL);
  }
}
