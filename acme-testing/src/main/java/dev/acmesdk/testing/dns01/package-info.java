/**
 * What every provider of DNS has to do, as tests that the author of one extends: {@link
 * dev.acmesdk.testing.dns01.DnsProviderContract}.
 *
 * <pre>{@code
 * final class ExampleProviderTest extends DnsProviderContract {
 *   private final ExampleZone backEnd = ExampleZone.empty("example.test");
 *
 *   @Override
 *   protected DnsProvider open() {
 *     return ExampleProvider.at(backEnd.url());
 *   }
 *
 *   @Override
 *   protected String zone() {
 *     return "example.test";
 *   }
 *
 *   @Override
 *   protected List<String> values(String name) {
 *     return backEnd.txt(name);
 *   }
 * }
 * }</pre>
 *
 * <p>The tests run for JUnit 5 ({@code junit-jupiter}) with AssertJ ({@code assertj-core}), and use
 * {@code acme-dns01}. All are optional dependencies of this module: put them on your test class
 * path if they are not there.
 */
@NullMarked
package dev.acmesdk.testing.dns01;

import org.jspecify.annotations.NullMarked;
