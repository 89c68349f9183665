package dev.acmesdk.spring;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties =
        "spring.autoconfigure.exclude=org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration")
class ApplicationModeOnTomcatTest extends ApplicationModeTest {}
