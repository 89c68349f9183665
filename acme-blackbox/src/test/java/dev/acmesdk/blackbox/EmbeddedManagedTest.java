package dev.acmesdk.blackbox;

/** Against the CA of acme-testing, without any program. */
@SameOnEveryJdk
class EmbeddedManagedTest extends CaManagedContract {

  @Override
  CaUnderTest.Setup with() {
    return EmbeddedCa.with();
  }
}
