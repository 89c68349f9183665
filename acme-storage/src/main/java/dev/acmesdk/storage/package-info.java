/**
 * Stores. {@link dev.acmesdk.storage.CertbotDirectory} keeps accounts and certificates as files in
 * Certbot's layout, so that both tools can work on one directory; {@link
 * dev.acmesdk.storage.InMemoryStore} keeps them for as long as the program runs.
 */
@NullMarked
package dev.acmesdk.storage;

import org.jspecify.annotations.NullMarked;
