package dev.acmesdk.blackbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Leaves tests out, with one line that says why, where a program is not installed. With the
 * environment variable {@code ACME_SDK_REQUIRE_TOOLS=true} they fail instead: a machine that is
 * meant to run everything must not go green by leaving things out.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(RequiresProgram.All.class)
@ExtendWith(RequiredPrograms.class)
public @interface RequiresProgram {

  /** The programs, as they are called on the {@code PATH}; all of them are needed. */
  String[] value();

  /** What they are called together, if that is not the program's own name. */
  String product() default "";

  /** Several of them at one place. */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @ExtendWith(RequiredPrograms.class)
  @interface All {
    /** Each of them. */
    RequiresProgram[] value();
  }
}
