package dev.acmesdk.spring;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {
      "spring.main.web-application-type=reactive",
      "spring.autoconfigure.exclude[0]=org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration",
      "spring.autoconfigure.exclude[1]=org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration"
    })
class NettySwapTest extends WebServerContract {}
