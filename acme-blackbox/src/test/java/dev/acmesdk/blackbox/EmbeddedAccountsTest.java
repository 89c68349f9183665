package dev.acmesdk.blackbox;

/** Against the CA of acme-testing, without any program. */
class EmbeddedAccountsTest extends CaAccountsContract {

  @Override
  CaUnderTest.Setup with() {
    return EmbeddedCa.with();
  }
}
