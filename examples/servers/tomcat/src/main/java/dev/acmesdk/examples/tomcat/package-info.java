/** Tomcat, embedded. */
@NullMarked
package dev.acmesdk.examples.tomcat;

import org.jspecify.annotations.NullMarked;
