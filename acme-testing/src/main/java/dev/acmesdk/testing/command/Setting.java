package dev.acmesdk.testing.command;

import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/**
 * One option of the command line, and what it does to the CA.
 *
 * @param name the option, with its dashes
 * @param label what its value is called; empty for a flag
 * @param text what {@code --help} says
 * @param isRepeatable whether it may be given several times
 * @param effect what it does
 */
record Setting(String name, String label, String text, boolean isRepeatable, Effect effect) {

  /** What an option does; it refuses a bad value with an {@link IllegalArgumentException}. */
  @FunctionalInterface
  interface Effect {
    void apply(EmbeddedAcmeServerBuilder builder, String value);
  }

  static Setting of(String name, String label, String text, Effect effect) {
    return new Setting(name, label, text, false, effect);
  }

  static Setting flag(String name, String text, Effect effect) {
    return new Setting(name, "", text, false, effect);
  }

  Setting repeatable() {
    return new Setting(name, label, text, true, effect);
  }

  OptionSpec option() {
    OptionSpec.Builder option = OptionSpec.builder(name).description(text);
    if (label.isEmpty()) {
      return option.type(boolean.class).build();
    }
    option.paramLabel(label);
    return isRepeatable
        ? option.type(List.class).auxiliaryTypes(String.class).arity("1").build()
        : option.type(String.class).build();
  }

  void apply(EmbeddedAcmeServerBuilder builder, String value) {
    Values.named(
        name,
        () -> {
          effect.apply(builder, value);
          return name;
        });
  }
}
