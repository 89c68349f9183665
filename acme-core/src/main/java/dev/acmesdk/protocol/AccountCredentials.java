package dev.acmesdk.protocol;

import dev.acmesdk.crypto.AccountKey;
import java.net.URI;

/**
 * What it takes to act as an account: its URL and its key. Both are needed again for every renewal,
 * so both belong into a store as soon as there is an account.
 *
 * @param url the account's URL, exactly as the server gave it
 * @param key the account's key
 */
public record AccountCredentials(URI url, AccountKey key) {}
