package dev.acmesdk.blackbox;

/** Against the CA of acme-testing, without any program. */
@SameOnEveryJdk
class EmbeddedOwnServerTest extends CaOwnServerContract {

  @Override
  CaUnderTest.Setup with() {
    return EmbeddedCa.with();
  }
}
