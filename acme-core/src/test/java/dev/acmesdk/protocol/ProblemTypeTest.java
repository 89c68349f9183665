package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTypeTest {
  private static final String PREFIX = "urn:ietf:params:acme:error:";

  @Test
  void rfc8555Section6_7_allRegisteredTypesAreKnown() {
    Stream.of(
            "accountDoesNotExist",
            "alreadyRevoked",
            "badCSR",
            "badNonce",
            "badPublicKey",
            "badRevocationReason",
            "badSignatureAlgorithm",
            "caa",
            "compound",
            "connection",
            "dns",
            "externalAccountRequired",
            "incorrectResponse",
            "invalidContact",
            "malformed",
            "orderNotReady",
            "rateLimited",
            "rejectedIdentifier",
            "serverInternal",
            "tls",
            "unauthorized",
            "unsupportedContact",
            "unsupportedIdentifier",
            "userActionRequired",
            "alreadyReplaced",
            "invalidProfile")
        .forEach(
            word -> {
              assertThat(ProblemType.of(PREFIX + word)).isNotEqualTo(ProblemType.OTHER);
              assertThat(ProblemType.of(PREFIX + word).urn()).isEqualTo(PREFIX + word);
            });
  }

  @ParameterizedTest
  @EnumSource(value = ProblemType.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
  void everyKindHasAUrnOfItsOwn(ProblemType kind) {
    assertThat(ProblemType.of(kind.urn())).isEqualTo(kind);
    assertThat(ProblemType.shortName(kind.urn())).isEqualTo(kind.urn().substring(PREFIX.length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "about:blank",
        "badNonce",
        "urn:ietf:params:acme:error:",
        "urn:ietf:params:acme:error:newInTheFuture",
        "urn:acme:error:badNonce",
        "https://example.com/problem"
      })
  void everythingElseIsOther(String urn) {
    assertThat(ProblemType.of(urn)).isEqualTo(ProblemType.OTHER);
  }

  @Test
  void shortensOnlyItsOwnUrns() {
    assertThat(ProblemType.shortName(PREFIX + "newInTheFuture")).isEqualTo("newInTheFuture");
    assertThat(ProblemType.shortName("about:blank")).isEqualTo("about:blank");
  }
}
