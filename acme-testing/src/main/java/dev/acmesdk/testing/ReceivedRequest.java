package dev.acmesdk.testing;

/**
 * One request that an {@link EmbeddedAcmeServer} has answered.
 *
 * @param method the HTTP method, for example {@code POST}
 * @param path the path of its URL
 * @param operation what the path stands for: {@code directory}, {@code newNonce}, {@code
 *     newAccount}, {@code newOrder}, {@code account}, {@code orders}, {@code order}, {@code
 *     finalize}, {@code authorization}, {@code challenge}, {@code certificate}, or {@code unknown}
 * @param status the HTTP status of the answer
 */
public record ReceivedRequest(String method, String path, String operation, int status) {}
