package dev.acmesdk.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Netty with the JDK's TLS. */
final class NettyHandshakeServer implements HandshakeServer {
  private final EventLoopGroup threads;
  private final Channel channel;
  private final AtomicInteger complaints = new AtomicInteger();

  NettyHandshakeServer(SSLContext context, int threadCount) throws InterruptedException {
    threads = new MultiThreadIoEventLoopGroup(threadCount, NioIoHandler.newFactory());
    channel =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel connection) {
                    SSLEngine engine = context.createSSLEngine();
                    engine.setUseClientMode(false);
                    connection.pipeline().addLast(new SslHandler(engine), new Octets());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
  }

  @Override
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public int complaints() {
    return complaints.get();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    threads.shutdownGracefully().syncUninterruptibly();
  }

  private final class Octets extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent end && !end.isSuccess()) {
        complaints.incrementAndGet();
      } else if (event instanceof SslHandshakeCompletionEvent) {
        context
            .writeAndFlush(Unpooled.wrappedBuffer(new byte[] {OCTET}))
            .addListener(ChannelFutureListener.CLOSE);
      }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a connection's end
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close(); // it was counted if it came of the handshake
    }
  }
}
