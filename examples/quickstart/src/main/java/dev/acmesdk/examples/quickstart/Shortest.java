package dev.acmesdk.examples.quickstart;

import dev.acmesdk.Acme;
import dev.acmesdk.store.Lineage;

/** The program that the README shows: for a machine that the Internet reaches on port 80. */
public final class Shortest {
  private Shortest() {}

  /**
   * Gets a certificate from Let's Encrypt.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    Lineage certificate =
        Acme.standalone()
            .email("admin@example.com")
            .agreeToTermsOfService()
            .domains("example.com", "www.example.com")
            .obtain();

    System.out.println(certificate.paths().orElseThrow().fullchain());
  }
}
