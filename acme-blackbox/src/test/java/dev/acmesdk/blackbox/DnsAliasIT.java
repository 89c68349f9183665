package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeRequest;
import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.error.SolverException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The name of the record is an alias (CNAME) for one in another zone. */
@RequiresBind
@RequiresPebble
@Timeout(120)
class DnsAliasIT {
  private static final String NAME = "_acme-challenge." + Bind.ZONE;

  @TempDir private Path files;
  @TempDir private Path store;

  private Bind bind;
  private Pebble pebble;

  @BeforeEach
  void start() throws Exception {
    bind = Bind.startFollowingAliases(files);
    pebble = Pebble.with().dnsServer(bind.address()).start();
  }

  @AfterEach
  void stop() {
    pebble.close();
    bind.close();
  }

  private AcmeRequest request(Acme acme) {
    return acme.directory(pebble.directoryUri())
        .trust(pebble.apiCertificateFile())
        .agreeToTermsOfService()
        .storeIn(store)
        .domains(Bind.ZONE, "*." + Bind.ZONE);
  }

  /** The record is put where the alias leads: into a zone that is made for it. */
  @Test
  void anAliasIntoAnotherZone() throws Exception {
    String target = "challenges." + Bind.OTHER_ZONE;
    bind.alias(NAME, target);
    List<String> seen = new CopyOnWriteArrayList<>();
    DnsProvider noting =
        new DnsProvider() {
          @Override
          public void addTxt(TxtRecord record) throws IOException, InterruptedException {
            seen.add(record.name());
            bind.provider().addTxt(record);
          }

          @Override
          public void removeTxt(TxtRecord record) throws IOException {
            bind.provider().removeTxt(record);
          }
        };
    assertThat(request(bind.acme(noting)).obtain().chain().dnsNames()).contains("*." + Bind.ZONE);
    assertThat(seen).containsExactly(target, target);
    assertThat(bind.values(target)).isEmpty();
  }

  /** The check of credentials, too, is for the zone to which the alias leads. */
  @Test
  void anAliasIntoAZoneOfSomebodyElseIsFoundOutBeforeAnOrderIsSpent() throws Exception {
    bind.alias(NAME, "challenges.example.net");
    assertThatExceptionOfType(SolverException.class)
        .isThrownBy(() -> request(bind.acme(bind.provider())).obtain())
        .withMessageContaining("challenges.example.net");
  }
}
