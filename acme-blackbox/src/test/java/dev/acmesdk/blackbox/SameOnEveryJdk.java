package dev.acmesdk.blackbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * For long tests of what is in files, of when a program dies, or of flows that other tests follow
 * on each JDK: none makes a difference to that. {@code .ci/run} runs them once.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("same-on-every-jdk")
@interface SameOnEveryJdk {}
