package dev.acmesdk.storage;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.Management;
import dev.acmesdk.manager.RenewalEvent;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** What is killed: a program with a certificate that is due, and that looks after itself. */
public final class ManagedVictim {
  private ManagedVictim() {}

  /** What {@link VictimProgram#request} wants: directory, port, CA, and a file of what to trust. */
  public static void main(String[] arguments) throws InterruptedException {
    CountDownLatch renewed = new CountDownLatch(1);
    try (ManagedCertificate certificate =
        management(
                CertbotDirectory.at(Path.of(arguments[0])),
                Integer.parseInt(arguments[1]),
                URI.create(arguments[2]),
                Path.of(arguments[3]))
            .onEvent(
                event -> {
                  if (event instanceof RenewalEvent.Started) {
                    System.out.println(VictimProgram.BEGUN);
                  } else if (event instanceof RenewalEvent.Renewed) {
                    renewed.countDown();
                  }
                })
            .start()) {
      renewed.await();
      System.out.println(VictimProgram.DONE + " " + certificate.status().version());
    }
  }

  /** The same in any process: every certificate is due from its first moment on. */
  public static Management management(CertbotDirectory store, int httpPort, URI ca, Path trusted) {
    return VictimProgram.acme(store, httpPort, ca, trusted)
        .renewalPolicy(certificate -> certificate.getNotBefore().toInstant())
        .domains("a.example")
        .managing();
  }
}
