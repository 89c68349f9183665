package dev.acmesdk.tls;

import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import org.jspecify.annotations.Nullable;

/** A factory for servers that want one, which always gives the same key manager. */
final class FixedKeyManagerFactory extends KeyManagerFactory {
  private static final String NAME = "AcmeSdk";

  FixedKeyManagerFactory(KeyManager keyManager) {
    super(new Spi(keyManager), new Unregistered(), NAME);
  }

  /** The type wants a provider to name, though there is none that could be asked for this. */
  private static final class Unregistered extends Provider {
    private static final long serialVersionUID = 1;

    Unregistered() {
      super(NAME, "1", "Certificates that are renewed while they are in use");
    }
  }

  private static final class Spi extends KeyManagerFactorySpi {
    private final KeyManager keyManager;

    Spi(KeyManager keyManager) {
      this.keyManager = keyManager;
    }

    // Servers initialize it with a key store of theirs, which is none of its business.
    @Override
    protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {}

    @Override
    protected void engineInit(@Nullable ManagerFactoryParameters parameters) {}

    @Override
    protected KeyManager[] engineGetKeyManagers() {
      return new KeyManager[] {keyManager};
    }
  }
}
