/** What several verbs do: choosing a lineage, proving control, obtaining with hooks around. */
@NullMarked
package dev.acmesdk.cli.work;

import org.jspecify.annotations.NullMarked;
