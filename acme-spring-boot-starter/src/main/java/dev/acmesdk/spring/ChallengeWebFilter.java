package dev.acmesdk.spring;

import dev.acmesdk.http01.Http01Responder;
import dev.acmesdk.protocol.Challenge;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers the CA in reactive applications (RFC 8555 section 8.3). */
final class ChallengeWebFilter implements WebFilter {
  private final Http01Responder responder;
  private final HttpsRedirect redirect;

  ChallengeWebFilter(Http01Responder responder, HttpsRedirect redirect) {
    this.responder = responder;
    this.redirect = redirect;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    ServerHttpResponse response = exchange.getResponse();
    if (request.getURI().getRawPath().startsWith(Challenge.Http01.PATH_PREFIX)) {
      return answer(request, response);
    }
    Optional<String> elsewhere = redirect.of(request.getURI());
    if (elsewhere.isEmpty()) {
      return chain.filter(exchange);
    }
    response.setStatusCode(HttpStatus.PERMANENT_REDIRECT);
    response.getHeaders().setLocation(URI.create(elsewhere.get()));
    return response.setComplete();
  }

  private Mono<Void> answer(ServerHttpRequest request, ServerHttpResponse response) {
    Optional<byte[]> body =
        ChallengeAnswer.of(
            responder,
            request.getMethod().name(),
            request.getURI().getRawPath(),
            request.getURI().getRawQuery());
    if (body.isEmpty()) {
      response.setStatusCode(HttpStatus.NOT_FOUND);
      return response.setComplete();
    }
    response.getHeaders().setContentType(MediaType.APPLICATION_OCTET_STREAM);
    response.getHeaders().setContentLength(body.get().length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body.get())));
  }
}
