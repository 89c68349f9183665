package dev.acmesdk.blackbox;

/** Against Pebble. */
@RequiresPebble
class PebbleFacadeIT extends CaFacadeContract {

  @Override
  CaUnderTest.Setup with() {
    return Pebble.with();
  }
}
