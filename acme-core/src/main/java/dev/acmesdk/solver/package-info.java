/**
 * The plug point for proving control of identifiers: implement {@link
 * dev.acmesdk.solver.ChallengeSolver}, and the other interfaces in here only for the abilities that
 * the solver has.
 */
@NullMarked
package dev.acmesdk.solver;

import org.jspecify.annotations.NullMarked;
