package dev.acmesdk.storage;

import java.net.URI;

/**
 * Which of several accounts somebody wants to be used.
 *
 * @param directory the directory URL of the CA that it is about; at others nothing is chosen
 * @param id Certbot's name for the account
 */
record ChosenAccount(URI directory, String id) {
  /** Whether an account may be used. */
  boolean admits(URI at, StoredAccount account) {
    return !at.equals(directory) || account.isCalled(id);
  }
}
