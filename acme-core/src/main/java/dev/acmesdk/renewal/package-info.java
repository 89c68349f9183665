/** When certificates are due for renewal. */
@NullMarked
package dev.acmesdk.renewal;

import org.jspecify.annotations.NullMarked;
