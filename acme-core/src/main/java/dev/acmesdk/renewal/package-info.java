/** When certificates are due for renewal, and how account keys are renewed. */
@NullMarked
package dev.acmesdk.renewal;

import org.jspecify.annotations.NullMarked;
