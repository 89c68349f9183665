/** An application with Spring Boot. */
@NullMarked
package dev.acmesdk.examples.hello;

import org.jspecify.annotations.NullMarked;
