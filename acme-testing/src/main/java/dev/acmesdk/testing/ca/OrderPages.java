package dev.acmesdk.testing.ca;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 8555 section 7.1.2.1: the orders of an account, a page at a time. */
record OrderPages(Urls urls, int perPage) {

  /**
   * Where a page begins.
   *
   * @param from how many orders come before it
   */
  record Cursor(String account, int from) {
    private static final Pattern FORM = Pattern.compile("([^?]*)(?:\\?from=([0-9]{1,6}))?");

    static Cursor of(String id) {
      Matcher matcher = FORM.matcher(id);
      if (!matcher.matches()) {
        throw Refusal.malformed("There is no such page of a list of orders");
      }
      return new Cursor(
          matcher.group(1), matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)));
    }
  }

  Answer answer(Cursor cursor, List<Order> orders) {
    int from = Math.min(cursor.from(), orders.size());
    int to = Math.min(from + perPage, orders.size());
    List<String> page =
        orders.subList(from, to).stream().map(o -> urls.to(Urls.ORDER, o.id())).toList();
    Answer answer = Answer.json(200, Map.of("orders", page));
    return to == orders.size()
        ? answer
        : answer.with(
            Header.link(
                "%s?from=%d".formatted(urls.to(Urls.ORDERS, cursor.account()), to), "next"));
  }
}
