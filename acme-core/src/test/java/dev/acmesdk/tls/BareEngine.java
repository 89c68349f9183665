package dev.acmesdk.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLSession;

/** An engine of another maker, which tells nothing that the JDK does not force it to tell. */
final class BareEngine extends SSLEngine {
  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException();
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
    throw unsupported();
  }

  @Override
  public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length) {
    throw unsupported();
  }

  @Override
  public Runnable getDelegatedTask() {
    throw unsupported();
  }

  @Override
  public void closeInbound() {
    throw unsupported();
  }

  @Override
  public boolean isInboundDone() {
    throw unsupported();
  }

  @Override
  public void closeOutbound() {
    throw unsupported();
  }

  @Override
  public boolean isOutboundDone() {
    throw unsupported();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    throw unsupported();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    throw unsupported();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    throw unsupported();
  }

  @Override
  public String[] getSupportedProtocols() {
    throw unsupported();
  }

  @Override
  public String[] getEnabledProtocols() {
    throw unsupported();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    throw unsupported();
  }

  @Override
  public SSLSession getSession() {
    throw unsupported();
  }

  @Override
  public void beginHandshake() {
    throw unsupported();
  }

  @Override
  public SSLEngineResult.HandshakeStatus getHandshakeStatus() {
    throw unsupported();
  }

  @Override
  public void setUseClientMode(boolean mode) {
    throw unsupported();
  }

  @Override
  public boolean getUseClientMode() {
    throw unsupported();
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    throw unsupported();
  }

  @Override
  public boolean getNeedClientAuth() {
    throw unsupported();
  }

  @Override
  public void setWantClientAuth(boolean want) {
    throw unsupported();
  }

  @Override
  public boolean getWantClientAuth() {
    throw unsupported();
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {
    throw unsupported();
  }

  @Override
  public boolean getEnableSessionCreation() {
    throw unsupported();
  }
}
