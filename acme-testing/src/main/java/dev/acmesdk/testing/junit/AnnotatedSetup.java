package dev.acmesdk.testing.junit;

import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Sets up a CA as an annotation says. */
record AnnotatedSetup(AcmeCa settings) implements UnaryOperator<EmbeddedAcmeServerBuilder> {

  @Override
  public EmbeddedAcmeServerBuilder apply(EmbeddedAcmeServerBuilder builder) {
    if (settings.httpPort() != 0) {
      builder.httpPort(settings.httpPort());
    }
    if (settings.tlsPort() != 0) {
      builder.tlsPort(settings.tlsPort());
    }
    for (String pair : settings.resolve()) {
      resolve(builder, pair);
    }
    for (String name : settings.unresolvable()) {
      builder.unresolvable(name);
    }
    return builder
        .nonceRejectPercent(settings.nonceRejectPercent())
        .processingPolls(settings.processingPolls())
        .certificateValidity(Duration.parse(settings.certificateValidity()))
        .chainLength(settings.chainLength())
        .random(new Random(settings.seed()));
  }

  private static void resolve(EmbeddedAcmeServerBuilder builder, String pair) {
    String[] parts = pair.split("=", 2);
    // A word that is not an address would be looked up, and leave the machine.
    if (parts.length < 2 || !parts[1].matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw refusal(pair, null);
    }
    try {
      builder.resolve(parts[0], InetAddress.getByName(parts[1]));
    } catch (UnknownHostException e) {
      throw refusal(pair, e);
    }
  }

  private static ExtensionConfigurationException refusal(String pair, @Nullable Exception cause) {
    return new ExtensionConfigurationException(
        "\"%s\" in \"resolve\" of @AcmeCa is not NAME=ADDRESS, as in www.example.com=127.0.0.2"
            .formatted(pair),
        cause);
  }
}
