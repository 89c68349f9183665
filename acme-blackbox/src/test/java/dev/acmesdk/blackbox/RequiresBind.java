package dev.acmesdk.blackbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** {@link RequiresProgram} for tests that run a {@link Bind}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@RequiresProgram(
    value = {"named", "nsupdate"},
    product = "BIND")
public @interface RequiresBind {}
