package dev.acmesdk.blackbox;

/** Against Pebble. */
@RequiresPebble
class PebbleTlsAlpnIT extends CaTlsAlpnContract {

  @Override
  CaUnderTest.Setup with() {
    return Pebble.with();
  }
}
