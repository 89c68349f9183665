package dev.acmesdk.benchmarks.peers;

import dev.acmesdk.Acme;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;

/** A program that gets one certificate with this library, as its front page says. */
final class LibraryOnce {
  private static final int FIRST_NAME = 4;

  private LibraryOnce() {}

  public static void main(String[] args) {
    Acme.standalone()
        .httpPort(Integer.parseInt(args[2]))
        .directory(URI.create(args[0]))
        .trust(Path.of(args[1]))
        .storeIn(Path.of(args[3]))
        .email("a@example.com")
        .agreeToTermsOfService()
        .domains(Arrays.copyOfRange(args, FIRST_NAME, args.length))
        .obtain();
  }
}
