/** An application with Spring Boot. */
@NullMarked
package dev.acmesdk.examples.spring;

import org.jspecify.annotations.NullMarked;
