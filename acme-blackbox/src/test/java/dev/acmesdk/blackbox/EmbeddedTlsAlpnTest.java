package dev.acmesdk.blackbox;

/** Against the CA of acme-testing, without any program. */
@SameOnEveryJdk
class EmbeddedTlsAlpnTest extends CaTlsAlpnContract {

  @Override
  CaUnderTest.Setup with() {
    return EmbeddedCa.with();
  }
}
