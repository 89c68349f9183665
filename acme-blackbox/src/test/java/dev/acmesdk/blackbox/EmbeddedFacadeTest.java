package dev.acmesdk.blackbox;

/** Against the CA of acme-testing, without any program. */
@SameOnEveryJdk
class EmbeddedFacadeTest extends CaFacadeContract {

  @Override
  CaUnderTest.Setup with() {
    return EmbeddedCa.with();
  }
}
