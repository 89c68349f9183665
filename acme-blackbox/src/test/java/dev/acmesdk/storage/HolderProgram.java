package dev.acmesdk.storage;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.NewVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Acquires the lease of a lineage, and saves a version under it, when it is told to. */
public final class HolderProgram {
  private static final URI CA = URI.create("https://localhost/directory");

  private HolderProgram() {}

  /** Directory, files with certificate chain and key; what to do is told on standard input. */
  public static void main(String[] arguments) throws IOException {
    CertbotDirectory store = SteppedDisk.store(Path.of(arguments[0]));
    NewVersion version = version(Path.of(arguments[1]), Path.of(arguments[2]));
    BufferedReader told =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Lease lease = null;
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      if (line.startsWith("acquire ")) {
        Duration ttl = Duration.ofMillis(Long.parseLong(line.substring(8)));
        if (store.acquire(version.name(), ttl) instanceof Lease acquired) {
          lease = acquired;
          System.out.println("acquired " + acquired.token());
        }
      } else if (lease != null) {
        System.out.println(save(store, lease, version));
      }
    }
  }

  private static String save(CertbotDirectory store, Lease lease, NewVersion version) {
    try {
      return "saved " + store.save(lease, version).version();
    } catch (AcmeException e) {
      return "failed " + e.getClass().getSimpleName() + " " + e.getMessage();
    } finally {
      store.release(lease);
    }
  }

  /** A version of the lineage {@code a.example}. */
  public static NewVersion version(Path chain, Path key) throws IOException {
    return new NewVersion(
        "a.example",
        CertificateChain.fromPem(Files.readString(chain)),
        Pem.decodeKeyPair(Files.readString(key)).getPrivate(),
        CA,
        CA.resolve("/account"),
        Map.of());
  }
}
