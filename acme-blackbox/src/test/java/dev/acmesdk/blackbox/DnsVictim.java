package dev.acmesdk.blackbox;

import dev.acmesdk.Acme;
import dev.acmesdk.dns01.Dns01Solver;
import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.dns01.provider.Rfc2136Provider;
import dev.acmesdk.dns01.provider.TsigAlgorithm;
import dev.acmesdk.dns01.provider.TsigKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * What is killed: a program that has put records into DNS, and waits for ever before it goes on.
 */
public final class DnsVictim {
  /** What it says when all records are there. */
  static final String ADDED = "added";

  private DnsVictim() {}

  /** Port of the name server, URL of the CA, what to trust there, directory of the store. */
  public static void main(String[] arguments) {
    Rfc2136Provider zones =
        Rfc2136Provider.at("127.0.0.1")
            .port(Integer.parseInt(arguments[0]))
            .key(TsigKey.of("acme", TsigAlgorithm.HMAC_SHA256, Bind.SECRET));
    Acme.with(Dns01Solver.of(new Stuck(zones)).withoutAliases().withoutVisibilityCheck())
        .directory(URI.create(arguments[1]))
        .trust(Path.of(arguments[2]))
        .agreeToTermsOfService()
        .storeIn(Path.of(arguments[3]))
        .domains(Bind.ZONE, "*." + Bind.ZONE)
        .obtain();
  }

  /** Does not return from the second addition. */
  private static final class Stuck implements DnsProvider {
    private final DnsProvider zones;
    private int additions;

    Stuck(DnsProvider zones) {
      this.zones = zones;
    }

    @Override
    public void addTxt(TxtRecord record) throws IOException, InterruptedException {
      zones.addTxt(record);
      if (++additions == 2) {
        System.out.println(ADDED);
        new CountDownLatch(1).await();
      }
    }

    @Override
    public void removeTxt(TxtRecord record) throws IOException {
      zones.removeTxt(record);
    }
  }
}
