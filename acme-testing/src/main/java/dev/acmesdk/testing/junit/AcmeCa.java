package dev.acmesdk.testing.junit;

import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a CA for a test class, its nested classes included, or for a single test. Methods and
 * constructors can have parameters of the types
 *
 * <ul>
 *   <li>{@link dev.acmesdk.testing.EmbeddedAcmeServer}, the CA;
 *   <li>{@link dev.acmesdk.testing.Faults}, what goes wrong at it;
 *   <li>{@link dev.acmesdk.client.AcmeClient}, a client that trusts it;
 *   <li>{@link dev.acmesdk.testing.dns.DnsStub}, the name server that the CA asks, with the zone
 *       {@code .}, so that records for all names can be added.
 * </ul>
 *
 * <p>All of them are closed afterwards. If several tests share a CA, its faults and its list of
 * requests are cleared before each of them; so they should not run at the same time.
 *
 * <p>{@link AcmeCaExtension#with} sets up what cannot be said here.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(AcmeCaExtension.class)
public @interface AcmeCa {

  /**
   * How long a CA lives that is asked for on a class: for all of its tests, or for each one.
   *
   * @return the lifecycle
   */
  Lifecycle lifecycle() default Lifecycle.PER_CLASS;

  /**
   * Where HTTP-01 connects to.
   *
   * @return a port; 0 for one that is free, which {@link
   *     dev.acmesdk.testing.EmbeddedAcmeServer#httpPort()} tells
   */
  int httpPort() default 0;

  /**
   * Where TLS-ALPN-01 connects to.
   *
   * @return a port; 0 for one that is free, which {@link
   *     dev.acmesdk.testing.EmbeddedAcmeServer#tlsPort()} tells
   */
  int tlsPort() default 0;

  /**
   * See {@link EmbeddedAcmeServerBuilder#resolve}.
   *
   * @return names and addresses, each as in {@code www.example.com=127.0.0.2}
   */
  String[] resolve() default {};

  /**
   * See {@link EmbeddedAcmeServerBuilder#unresolvable}.
   *
   * @return names
   */
  String[] unresolvable() default {};

  /**
   * See {@link EmbeddedAcmeServerBuilder#nonceRejectPercent}.
   *
   * @return how many of a hundred
   */
  int nonceRejectPercent() default 0;

  /**
   * See {@link EmbeddedAcmeServerBuilder#processingPolls}.
   *
   * @return how many polls
   */
  int processingPolls() default 1;

  /**
   * See {@link EmbeddedAcmeServerBuilder#certificateValidity}.
   *
   * @return a duration as in ISO 8601
   */
  String certificateValidity() default "P90D";

  /**
   * See {@link EmbeddedAcmeServerBuilder#chainLength}.
   *
   * @return the number of intermediates
   */
  int chainLength() default 1;

  /**
   * What is left to chance is decided by it, see {@link EmbeddedAcmeServerBuilder#random}.
   *
   * @return the seed
   */
  long seed() default 42;
}
