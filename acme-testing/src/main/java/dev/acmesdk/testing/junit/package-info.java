/**
 * A CA for tests with JUnit 5: {@link dev.acmesdk.testing.junit.AcmeCa} on a class or a method. It
 * needs JUnit 5.13 or later.
 */
@NullMarked
package dev.acmesdk.testing.junit;

import org.jspecify.annotations.NullMarked;
