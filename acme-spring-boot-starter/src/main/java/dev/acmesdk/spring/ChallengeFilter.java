package dev.acmesdk.spring;

import dev.acmesdk.http01.Http01Responder;
import dev.acmesdk.protocol.Challenge;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Answers the CA in servlet containers (RFC 8555 section 8.3). */
final class ChallengeFilter implements Filter {
  private final Http01Responder responder;
  private final HttpsRedirect redirect;

  ChallengeFilter(Http01Responder responder, HttpsRedirect redirect) {
    this.responder = responder;
    this.redirect = redirect;
  }

  @Override
  public void doFilter(ServletRequest asked, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) asked;
    HttpServletResponse response = (HttpServletResponse) answer;
    if (request.getRequestURI().startsWith(Challenge.Http01.PATH_PREFIX)) {
      answer(request, response);
      return;
    }
    Optional<String> elsewhere =
        redirect.concerns(request.getScheme()) ? redirect.of(target(request)) : Optional.empty();
    if (elsewhere.isPresent()) {
      response.setStatus(HttpServletResponse.SC_PERMANENT_REDIRECT);
      response.setHeader("Location", elsewhere.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  private static URI target(HttpServletRequest request) {
    String query = request.getQueryString();
    return URI.create(request.getRequestURL() + (query == null ? "" : "?" + query));
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<byte[]> body =
        ChallengeAnswer.of(
            responder, request.getMethod(), request.getRequestURI(), request.getQueryString());
    if (body.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("application/octet-stream");
    response.setContentLength(body.get().length);
    response.getOutputStream().write(body.get());
  }
}
