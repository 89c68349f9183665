package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.store.Lineage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program is killed while its records are in DNS. The next one takes them away. */
@RequiresBind
@RequiresPebble
@Timeout(120)
class DnsKillIT {
  private static final String NAME = "_acme-challenge." + Bind.ZONE;

  @TempDir private Path files;
  @TempDir private Path store;

  private Bind bind;
  private Pebble pebble;

  @BeforeEach
  void killWithRecordsInDns() throws Exception {
    bind = Bind.start(files);
    pebble = Pebble.with().dnsServer(bind.address()).start();
    bind.provider().addTxt(new TxtRecord(NAME, "somebody else's", TxtRecord.DEFAULT_TTL));
    try (ChildJvm victim =
        ChildJvm.start(
            DnsVictim.class,
            bind.port(),
            pebble.directoryUri(),
            pebble.apiCertificateFile(),
            store)) {
      victim.expect(DnsVictim.ADDED);
      victim.kill();
    }
    assertThat(bind.values(NAME)).as("what it has left").hasSize(3);
  }

  @AfterEach
  void stop() {
    pebble.close();
    bind.close();
  }

  private Lineage obtain(String... names) {
    return bind.acme(bind.provider())
        .directory(pebble.directoryUri())
        .trust(pebble.apiCertificateFile())
        .agreeToTermsOfService()
        .storeIn(store)
        .domains(names)
        .obtain();
  }

  @Test
  void theNextRunTakesThemAway() throws Exception {
    assertThat(obtain(Bind.ZONE, "*." + Bind.ZONE).version()).isEqualTo(1);
    assertThat(bind.values(NAME)).containsExactly("somebody else's");
  }

  @Test
  void soDoesOneThatAsksForOtherNames() throws Exception {
    assertThat(obtain(Bind.ZONE, "www." + Bind.ZONE).version()).isEqualTo(1);
    assertThat(bind.values(NAME)).containsExactly("somebody else's");
  }
}
