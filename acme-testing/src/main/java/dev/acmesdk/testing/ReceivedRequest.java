package dev.acmesdk.testing;

import org.jspecify.annotations.Nullable;

/**
 * One request that an {@link EmbeddedAcmeServer} has answered.
 *
 * @param method the HTTP method, for example {@code POST}
 * @param path the path of its URL
 * @param operation what the path stands for: {@code directory}, {@code newNonce}, {@code
 *     newAccount}, {@code newOrder}, {@code account}, {@code orders}, {@code order}, {@code
 *     finalize}, {@code authorization}, {@code challenge}, {@code certificate}, {@code revokeCert},
 *     {@code keyChange}, {@code renewalInfo}, or {@code unknown}
 * @param status the HTTP status of the answer
 * @param replaces the certificate that a {@code newOrder} request names as the one to be replaced
 *     (RFC 9773 section 5), whatever became of the request; else {@code null}
 * @param problem the end of the type of the problem that the answer tells (RFC 8555 section 6.7),
 *     for example {@code badNonce}; {@code null} if it tells none
 */
public record ReceivedRequest(
    String method,
    String path,
    String operation,
    int status,
    @Nullable String replaces,
    @Nullable String problem) {}
