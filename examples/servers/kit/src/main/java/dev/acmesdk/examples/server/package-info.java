/** What the examples of web servers have in common: a certificate, a page, a visitor, a test. */
@NullMarked
package dev.acmesdk.examples.server;

import org.jspecify.annotations.NullMarked;
