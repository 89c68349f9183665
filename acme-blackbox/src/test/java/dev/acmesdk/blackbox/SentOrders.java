package dev.acmesdk.blackbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.Buffer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP client that notes the payload of every new order, whatever the CA. */
final class SentOrders {
  private final List<JsonNode> payloads = Collections.synchronizedList(new ArrayList<>());

  OkHttpClient client() {
    return new OkHttpClient.Builder()
        .addNetworkInterceptor(
            chain -> {
              if (chain.request().method().equals("POST")) {
                payloads.add(payload(chain.request()));
              }
              return chain.proceed(chain.request());
            })
        .build();
  }

  private static JsonNode payload(Request request) throws IOException {
    Buffer body = new Buffer();
    request.body().writeTo(body);
    JsonNode jws = JsonMapper.shared().readTree(body.readByteArray());
    return JsonMapper.shared()
        .readTree(Base64.getUrlDecoder().decode(jws.path("payload").asString()));
  }

  /** What each order was to replace; an empty text for nothing. */
  List<String> replaces() {
    return payloads.stream()
        .filter(payload -> payload.has("identifiers"))
        .map(payload -> payload.path("replaces").asString(""))
        .toList();
  }
}
