/** The JDK's own web server. */
@NullMarked
package dev.acmesdk.examples.jdk;

import org.jspecify.annotations.NullMarked;
