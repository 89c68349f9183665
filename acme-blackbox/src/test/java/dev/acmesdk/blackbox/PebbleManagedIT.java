package dev.acmesdk.blackbox;

/** Against Pebble. */
@RequiresPebble
class PebbleManagedIT extends CaManagedContract {

  @Override
  CaUnderTest.Setup with() {
    return Pebble.with();
  }
}
