/**
 * JSON as maps, lists, texts, numbers and booleans. For the modules of this project only: it may
 * change in any version.
 */
@org.jspecify.annotations.NullMarked
package dev.acmesdk.json;
