package dev.acmesdk.blackbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/** An HTTP client that notes every request that goes over the wire. */
final class RequestCounter {
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  OkHttpClient client() {
    return new OkHttpClient.Builder()
        .callTimeout(Duration.ofSeconds(60))
        .addNetworkInterceptor(
            chain -> {
              requests.add(chain.request().method() + " " + chain.request().url().encodedPath());
              return chain.proceed(chain.request());
            })
        .build();
  }

  int count() {
    return requests.size();
  }

  /** How often each kind of request was sent: the last part of its path does not count. */
  Map<String, Long> kinds() {
    return requests().stream()
        .map(request -> request.replaceFirst("(?<=/.{1,40})/[^/]*$", ""))
        .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
  }

  List<String> requests() {
    return List.copyOf(requests);
  }
}
