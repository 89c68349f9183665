package dev.acmesdk.blackbox;

/** Against Pebble. */
@RequiresPebble
class PebbleRenewalInfoIT extends CaRenewalInfoContract {

  @Override
  CaUnderTest.Setup with() {
    return Pebble.with();
  }
}
