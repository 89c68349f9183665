/**
 * For solvers that answer on a port of their own: opens it, says who has it if it cannot be opened,
 * and serves all who connect from one thread.
 */
@NullMarked
package dev.acmesdk.listener;

import org.jspecify.annotations.NullMarked;
