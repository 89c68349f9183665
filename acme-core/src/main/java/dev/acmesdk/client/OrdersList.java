package dev.acmesdk.client;

import dev.acmesdk.protocol.AccountCredentials;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages of an account's list of orders (RFC 8555 section 7.1.2.1), each fetched when it is
 * needed. Pages may be empty; a list that leads back to a page of its own ends there.
 */
final class OrdersList implements Iterator<URI> {
  /** With more pages, a server sends its clients round in ever new circles. */
  private static final int MAX_PAGES = 10_000;

  private final Requests requests;
  private final AccountCredentials account;
  private final Set<URI> seen = new HashSet<>();
  private final Deque<URI> found = new ArrayDeque<>();
  private @Nullable URI next;

  OrdersList(Requests requests, AccountCredentials account, URI first) {
    this.requests = requests;
    this.account = account;
    this.next = first;
  }

  @Override
  public boolean hasNext() {
    while (found.isEmpty() && next != null) {
      turnTo(next);
    }
    return !found.isEmpty();
  }

  private void turnTo(URI page) {
    seen.add(page);
    HttpReply reply = requests.read(account, page, MediaTypes.JSON, "to show the account's orders");
    ResourceReader json = Resources.reader(reply, "list of orders");
    found.addAll(json.httpsUrls("orders"));
    URI following = reply.link("next");
    next =
        following == null || seen.contains(following) || seen.size() >= MAX_PAGES
            ? null
            : Https.required(following, "list of orders");
  }

  @Override
  public URI next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return found.remove();
  }
}
