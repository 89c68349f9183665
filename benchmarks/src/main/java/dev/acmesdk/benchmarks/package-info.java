/** What the building blocks of an issuance cost. */
@NullMarked
package dev.acmesdk.benchmarks;

import org.jspecify.annotations.NullMarked;
