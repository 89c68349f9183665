package dev.acmesdk.cli.log;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes each request to the CA and how it was answered, as the answer of a CA is often the clue.
 */
public final class HttpLog implements Interceptor {
  private static final Logger LOG = LoggerFactory.getLogger(HttpLog.class);
  private static final long MOST = 16_384;

  private HttpLog() {}

  /**
   * Has an HTTP client note what it does.
   *
   * @param http the client to be
   */
  public static void in(OkHttpClient.Builder http) {
    http.addInterceptor(new HttpLog());
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    try {
      Response response = chain.proceed(request);
      LOG.debug(
          "{} {} -> {} {}", request.method(), request.url(), response.code(), answer(response));
      return response;
    } catch (IOException e) {
      LOG.debug("{} {} -> {}", request.method(), request.url(), e.toString());
      throw e;
    }
  }

  /** Certificates are in the store; all else is short, and texts of a CA are one line here. */
  private static String answer(Response response) throws IOException {
    String type = String.valueOf(response.header("Content-Type"));
    return type.contains("json")
        ? response.peekBody(MOST).string().replaceAll("\\s+", " ")
        : "(" + type + ")";
  }
}
