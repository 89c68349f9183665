package dev.acmesdk.blackbox;

import dev.acmesdk.crypto.KeyAlgorithm;
import java.util.stream.Stream;

/** Against the CA of acme-testing, without any program. */
@SameOnEveryJdk
class EmbeddedIssuanceTest extends CaIssuanceContract {

  @Override
  CaUnderTest.Setup with() {
    return EmbeddedCa.with();
  }

  /** A few will do: the CA of acme-testing has tests of its own for this. */
  @Override
  int issuances() {
    return 3;
  }

  /** Without large RSA keys, which it takes, but which take seconds to make. */
  @Override
  Stream<KeyAlgorithm> kindsOfKeys() {
    return Stream.of(KeyAlgorithm.values())
        .filter(kind -> kind != KeyAlgorithm.RSA_3072 && kind != KeyAlgorithm.RSA_4096);
  }
}
