package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.dns01.provider.Rfc2136Provider;
import dev.acmesdk.dns01.provider.TsigAlgorithm;
import dev.acmesdk.dns01.provider.TsigKey;
import dev.acmesdk.testing.dns01.DnsProviderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The provider's contract, and what goes wrong, with BIND itself. */
@RequiresBind
@Timeout(60)
class Rfc2136ProviderIT extends DnsProviderContract {
  private static final String NAME = "_acme-challenge." + Bind.ZONE;

  @TempDir private Path files;

  private Bind bind;

  @BeforeEach
  void start() throws Exception {
    bind = Bind.start(files);
  }

  @AfterEach
  void stop() {
    bind.close();
  }

  @Override
  protected DnsProvider open() {
    return bind.provider();
  }

  @Override
  protected String zone() {
    return Bind.ZONE;
  }

  @Override
  protected List<String> values(String name) throws IOException {
    return bind.values(name);
  }

  private void assertRefused(TsigKey key, String words) {
    Rfc2136Provider provider = bind.provider(key);
    TxtRecord record = new TxtRecord(NAME, "value", TxtRecord.DEFAULT_TTL);
    assertThatIOException().isThrownBy(() -> provider.addTxt(record)).withMessageContaining(words);
    assertThatIOException()
        .isThrownBy(() -> provider.check(List.of(NAME)))
        .withMessageContaining(words);
  }

  @Test
  void rfc8945Section5_2_1_aKeyThatItDoesNotKnow() {
    assertRefused(TsigKey.of("who", TsigAlgorithm.HMAC_SHA256, Bind.SECRET), "BADKEY");
    assertRefused(TsigKey.of("acme", TsigAlgorithm.HMAC_SHA512, Bind.SECRET), "BADKEY");
  }

  @Test
  void rfc8945Section5_2_2_aSecretThatIsNotTheSame() {
    assertRefused(TsigKey.of("acme", TsigAlgorithm.HMAC_SHA256, Bind.IDLE_SECRET), "BADSIG");
  }

  @Test
  void aKeyThatMayNotChangeTheZone() {
    assertRefused(
        TsigKey.of("idle", TsigAlgorithm.HMAC_SHA512, Bind.IDLE_SECRET),
        "REFUSED: the TSIG key idle (hmac-sha512) is good, but may not change that name");
  }

  @Test
  void noKey() {
    assertThatIOException()
        .isThrownBy(() -> Rfc2136Provider.at("127.0.0.1").port(bind.port()).check(List.of(NAME)))
        .withMessageContaining("REFUSED: it wants a TSIG key");
  }

  @Test
  void aNameInNoneOfItsZones() {
    assertThatIOException()
        .isThrownBy(() -> bind.provider().check(List.of("_acme-challenge.example.org")))
        .withMessageContaining(
            "is authoritative for no zone that holds _acme-challenge.example.org");
  }

  @Test
  void theCheckLeavesTheZoneAsItIs() throws Exception {
    bind.provider().check(List.of(NAME, "_acme-challenge.a.b." + Bind.OTHER_ZONE));
    assertThat(bind.values(NAME)).isEmpty();
    assertThat(files.resolve(Bind.ZONE + ".zone.jnl")).doesNotExist();
  }

  @Test
  void certbotsFileOfCredentialsIsEnough() throws Exception {
    Path file = files.resolve("rfc2136.ini");
    Files.writeString(
        file,
        """
        dns_rfc2136_server = 127.0.0.1
        dns_rfc2136_port = %d
        dns_rfc2136_name = acme.
        dns_rfc2136_secret = %s
        dns_rfc2136_algorithm = HMAC-SHA256
        dns_rfc2136_sign_query = true
        """
            .formatted(bind.port(), Bind.SECRET));
    Rfc2136Provider.ofCertbotFile(file)
        .addTxt(new TxtRecord(NAME, "by file", TxtRecord.DEFAULT_TTL));
    assertThat(bind.values(NAME)).containsExactly("by file");
  }
}
