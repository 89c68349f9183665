package dev.acmesdk.blackbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** {@link RequiresProgram} for tests that run a {@link Certbot}, which needs a CA to talk to. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@RequiresPebble
@SameOnEveryJdk
@RequiresProgram(value = "certbot", product = "Certbot")
public @interface RequiresCertbot {}
