package dev.acmesdk.testing.ca;

import java.util.List;

/**
 * An HTTP request as it came in. The target is the request line's, so a path and perhaps a query.
 */
record Request(String method, String target, List<Header> headers, Octets body) {

  List<String> header(String name) {
    return headers.stream().filter(header -> header.isNamed(name)).map(Header::value).toList();
  }

  boolean isPost() {
    return method.equals("POST");
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
