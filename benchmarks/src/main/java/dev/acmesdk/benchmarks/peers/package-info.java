/** What a first issuance costs with this project and with others, in turns against one Pebble. */
@org.jspecify.annotations.NullMarked
package dev.acmesdk.benchmarks.peers;
