package dev.acmesdk.testing.junit;

import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link AcmeCa} is done with. It can also be registered, set up in any way that the builder
 * knows: in a static field for a CA that all tests of the class share, in another one for a CA for
 * each test.
 *
 * <pre>{@code @RegisterExtension
 * static final AcmeCaExtension CA = AcmeCaExtension.with(ca -> ca.clock(clock));
 * }</pre>
 *
 * <p>It has no state but its setup, so it can be used by several threads.
 */
public final class AcmeCaExtension
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(AcmeCaExtension.class);

  private final @Nullable UnaryOperator<EmbeddedAcmeServerBuilder> setup;

  /** For {@link AcmeCa}, which says how the CA is set up. */
  public AcmeCaExtension() {
    this.setup = null;
  }

  private AcmeCaExtension(UnaryOperator<EmbeddedAcmeServerBuilder> setup) {
    this.setup = setup;
  }

  /**
   * An extension to be registered.
   *
   * @param setup sets up a builder, with free ports for challenges and the name server that tests
   *     are given, and returns it; called for each CA
   * @return the extension
   */
  public static AcmeCaExtension with(UnaryOperator<EmbeddedAcmeServerBuilder> setup) {
    return new AcmeCaExtension(setup);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (setup != null) {
      if (running(context).isEmpty()) {
        start(context, setup);
      }
      return;
    }
    annotation(context)
        .filter(settings -> settings.lifecycle() == Lifecycle.PER_CLASS)
        .ifPresent(settings -> start(context, new AnnotatedSetup(settings)));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Optional<AcmeCa> own = annotation(context);
    if (setup == null && own.isPresent()) {
      start(context, new AnnotatedSetup(own.get()));
      return;
    }
    Optional<RunningCa> shared = running(context);
    if (shared.isPresent()) {
      shared.get().forget();
    } else {
      start(context, setup == null ? new AnnotatedSetup(nearest(context)) : setup);
    }
  }

  private static void start(
      ExtensionContext context, UnaryOperator<EmbeddedAcmeServerBuilder> setup) {
    context.getStore(NAMESPACE).put(RunningCa.class, RunningCa.start(setup));
  }

  private static Optional<RunningCa> running(ExtensionContext context) {
    return Optional.ofNullable(context.getStore(NAMESPACE).get(RunningCa.class, RunningCa.class));
  }

  private static Optional<AcmeCa> annotation(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), AcmeCa.class);
  }

  /** That of the class, or of the one that it is nested in. */
  private static AcmeCa nearest(ExtensionContext context) {
    Optional<ExtensionContext> here = Optional.of(context);
    while (here.isPresent()) {
      Optional<AcmeCa> found = annotation(here.get());
      if (found.isPresent()) {
        return found.get();
      }
      here = here.get().getParent();
    }
    throw new ExtensionConfigurationException(
        "%s has no @AcmeCa, which says how its CA is set up; put one on it, instead of @ExtendWith"
            .formatted(context.getRequiredTestClass().getName()));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return RunningCa.TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    RunningCa ca =
        running(context)
            .orElseThrow(
                () ->
                    new ExtensionConfigurationException(
                        "There is no CA yet for \"%s\": here, only one that all tests of the class share can be had"
                            .formatted(parameter.getParameter())));
    return ca.part(parameter.getParameter().getType());
  }
}
