package dev.acmesdk.blackbox;

/** Against Pebble. */
@RequiresPebble
class PebbleDnsIT extends CaDnsContract {

  @Override
  CaUnderTest.Setup with() {
    return Pebble.with();
  }
}
