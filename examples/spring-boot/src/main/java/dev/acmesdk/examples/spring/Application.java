package dev.acmesdk.examples.spring;

import dev.acmesdk.manager.RenewalEvent;
import dev.acmesdk.spring.AcmeCertificates;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with Spring Boot, whose certificate looks after itself. */
@RestController
@SpringBootApplication(proxyBeanMethods = false)
public class Application {
  private final AcmeCertificates certificates;

  Application(AcmeCertificates certificates) {
    this.certificates = certificates;
  }

  /**
   * Runs the application.
   *
   * @param args properties of Spring Boot
   */
  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }

  @GetMapping("/")
  String page() {
    return certificates.all().toString();
  }

  @PostMapping("/renew")
  void renew() {
    certificates.all().forEach(certificate -> certificate.refresh().join());
  }

  @EventListener
  void on(RenewalEvent.Renewed event) {
    System.out.println(event);
  }
}
