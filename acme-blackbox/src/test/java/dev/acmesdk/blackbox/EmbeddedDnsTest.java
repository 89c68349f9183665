package dev.acmesdk.blackbox;

/** Against the CA of acme-testing, without any program. */
@SameOnEveryJdk
class EmbeddedDnsTest extends CaDnsContract {

  @Override
  CaUnderTest.Setup with() {
    return EmbeddedCa.with();
  }
}
