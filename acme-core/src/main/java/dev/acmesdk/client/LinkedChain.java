package dev.acmesdk.client;

import dev.acmesdk.crypto.CertificateChain;
import java.net.URI;
import java.util.List;

/**
 * A chain as it was downloaded, with the URLs of others that begin with the same certificate (RFC
 * 8555 section 7.4.2).
 *
 * @param chain the server's default
 * @param alternates HTTPS URLs, to be fetched by {@link CertificateOperations#alternate} when they
 *     are wanted; each once, at most {@value #MAX_ALTERNATES}
 */
public record LinkedChain(CertificateChain chain, List<URI> alternates) {
  /** More are no honest server's: public CAs have one to three. */
  public static final int MAX_ALTERNATES = 10;

  /** Copies the list, without duplicates and without what is too much. */
  public LinkedChain {
    alternates = alternates.stream().distinct().limit(MAX_ALTERNATES).toList();
  }
}
