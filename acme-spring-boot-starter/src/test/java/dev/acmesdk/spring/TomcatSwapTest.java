package dev.acmesdk.spring;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {
      "spring.main.web-application-type=servlet",
      "spring.autoconfigure.exclude=org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration"
    })
class TomcatSwapTest extends WebServerContract {}
