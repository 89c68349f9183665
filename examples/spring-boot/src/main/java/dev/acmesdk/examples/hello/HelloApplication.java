package dev.acmesdk.examples.hello;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The smallest application that is served by HTTPS: nothing in it knows of certificates. */
@RestController
@SpringBootApplication
public class HelloApplication {
  /**
   * Runs the application.
   *
   * @param args properties of Spring Boot
   */
  public static void main(String[] args) {
    SpringApplication.run(HelloApplication.class, args);
  }

  @GetMapping("/")
  String hello() {
    return "Hello by HTTPS!";
  }
}
