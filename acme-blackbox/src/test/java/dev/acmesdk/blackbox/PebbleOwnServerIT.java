package dev.acmesdk.blackbox;

/** Against Pebble. */
@RequiresPebble
class PebbleOwnServerIT extends CaOwnServerContract {

  @Override
  CaUnderTest.Setup with() {
    return Pebble.with();
  }
}
