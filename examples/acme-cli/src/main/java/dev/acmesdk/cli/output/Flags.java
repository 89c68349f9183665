package dev.acmesdk.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;

/** The library's advice names its methods; who sits at a command line wants to know the flags. */
final class Flags {
  private static final Map<String, String> OF_METHODS = ofMethods();

  private Flags() {}

  private static Map<String, String> ofMethods() {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("call agreeToTermsOfService()", "give --agree-tos");
    flags.put("agreeToTermsOfService()", "--agree-tos");
    flags.put("externalAccount(…)", "--eab-kid and --eab-hmac-key");
    flags.put("storeIn(…)", "--config-dir");
    flags.put("named(…)", "--cert-name");
    flags.put("register()", "acme register");
    flags.put("httpPort(…)", "--http-01-port");
    flags.put("httpAddress(…)", "--http-01-address");
    flags.put("keyAlgorithm(…)", "--key-type");
    flags.put("profile(…)", "--required-profile");
    flags.put("directory(…)", "--server");
    flags.put("trust(…)", "--ca-bundle");
    flags.put(
        "use the webroot solver, or mount the HTTP-01 responder in it",
        "use --webroot -w DIRECTORY instead of --standalone");
    return flags;
  }

  static String inWordsOfTheCommand(String text) {
    String translated = text;
    for (Map.Entry<String, String> flag : OF_METHODS.entrySet()) {
      translated = translated.replace(flag.getKey(), flag.getValue());
    }
    return translated;
  }
}
