package dev.acmesdk.blackbox;

/** Against the CA of acme-testing, without any program. */
class EmbeddedRenewalInfoTest extends CaRenewalInfoContract {

  @Override
  CaUnderTest.Setup with() {
    return EmbeddedCa.with();
  }
}
