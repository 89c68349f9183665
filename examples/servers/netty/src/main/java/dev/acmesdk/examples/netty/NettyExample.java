package dev.acmesdk.examples.netty;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.examples.server.Page;
import dev.acmesdk.examples.server.RunningServer;
import dev.acmesdk.examples.server.Stage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Netty with a certificate that looks after itself. */
public final class NettyExample {
  private NettyExample() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Stage#open}
   * @throws Exception if it fails
   */
  public static void main(String[] args) throws Exception {
    Stage.run(args, NettyExample::start);
  }

  static RunningServer start(ManagedCertificate certificate, int port) throws Exception {
    SslContext tls = SslContextBuilder.forServer(certificate.keyManager()).build();
    return start(certificate, tls, port);
  }

  static RunningServer start(ManagedCertificate certificate, SslContext tls, int port)
      throws Exception {
    EventLoopGroup threads = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    ChannelInitializer<SocketChannel> pipeline =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            channel
                .pipeline()
                .addLast(tls.newHandler(channel.alloc()), new HttpServerCodec())
                .addLast(new HttpObjectAggregator(1024), new Pages(certificate));
          }
        };
    ServerBootstrap server = new ServerBootstrap().group(threads).childHandler(pipeline);
    server.channel(NioServerSocketChannel.class);
    ServerSocketChannel channel = (ServerSocketChannel) server.bind(port).sync().channel();
    return new RunningServer(
        channel.localAddress().getPort(),
        () -> threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync());
  }

  private static final class Pages extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final ManagedCertificate certificate;

    Pages(ManagedCertificate certificate) {
      this.certificate = certificate;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Who hangs up gets no page.
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      String page = Page.answer(certificate, request.uri());
      ByteBuf body = Unpooled.copiedBuffer(page, StandardCharsets.UTF_8);
      var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
      HttpUtil.setContentLength(answer, body.readableBytes());
      context.writeAndFlush(answer);
    }
  }
}
