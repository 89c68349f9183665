package dev.acmesdk.blackbox;

/** Against the CA of acme-testing, without any program. */
@SameOnEveryJdk
class EmbeddedAccountsTest extends CaAccountsContract {

  @Override
  CaUnderTest.Setup with() {
    return EmbeddedCa.with();
  }
}
