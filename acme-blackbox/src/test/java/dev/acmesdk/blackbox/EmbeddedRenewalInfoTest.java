package dev.acmesdk.blackbox;

/** Against the CA of acme-testing, without any program. */
@SameOnEveryJdk
class EmbeddedRenewalInfoTest extends CaRenewalInfoContract {

  @Override
  CaUnderTest.Setup with() {
    return EmbeddedCa.with();
  }
}
