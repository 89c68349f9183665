/**
 * What every store has to do, as tests that the author of a store extends: one abstract class for
 * each ability. A store that does not have an ability leaves its class out.
 *
 * <pre>{@code
 * final class TableStoreTest {
 *   private final Database database = Database.empty();
 *   private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T19:01:40Z"));
 *
 *   @Nested
 *   final class Certificates extends CertificateStoreContract<TableStore> {
 *     @Override
 *     protected TableStore open() {
 *       return new TableStore(database, clock);
 *     }
 *   }
 *
 *   @Nested
 *   final class Leases extends LeaseStoreContract<TableStore> {
 *     @Override
 *     protected TableStore open() {
 *       return new TableStore(database, clock);
 *     }
 *
 *     @Override
 *     protected void letTimePass(Duration duration) {
 *       clock.advance(duration);
 *     }
 *   }
 * }
 * }</pre>
 *
 * <table>
 *   <caption>Which class is for which store</caption>
 *   <tr><th>The store is</th><th>It extends</th></tr>
 *   <tr><td>{@code CertificateStore}</td><td>{@link
 *       dev.acmesdk.testing.store.CertificateStoreContract}</td></tr>
 *   <tr><td>{@code LeaseStore}</td><td>{@link dev.acmesdk.testing.store.LeaseStoreContract}, {@link
 *       dev.acmesdk.testing.store.FencingContract}</td></tr>
 *   <tr><td>{@code OrdersInFlight}</td><td>{@link
 *       dev.acmesdk.testing.store.OrdersInFlightContract}</td></tr>
 *   <tr><td>{@code RenewalStates}</td><td>{@link
 *       dev.acmesdk.testing.store.RenewalStatesContract}</td></tr>
 *   <tr><td>{@code LineageHistory}</td><td>{@link
 *       dev.acmesdk.testing.store.LineageHistoryContract}</td></tr>
 *   <tr><td>{@code LineageSummaries}</td><td>{@link
 *       dev.acmesdk.testing.store.LineageSummariesContract}</td></tr>
 *   <tr><td>{@code WritableCheck}</td><td>{@link
 *       dev.acmesdk.testing.store.WritableCheckContract}</td></tr>
 *   <tr><td>{@code AccountStore}</td><td>{@link
 *       dev.acmesdk.testing.store.AccountStoreContract}</td></tr>
 *   <tr><td>{@code KeyRollover}</td><td>{@link
 *       dev.acmesdk.testing.store.KeyRolloverContract}</td></tr>
 *   <tr><td>{@code AccountChoice}</td><td>{@link
 *       dev.acmesdk.testing.store.AccountChoiceContract}</td></tr>
 *   <tr><td>{@code Reconfiguration}</td><td>{@link
 *       dev.acmesdk.testing.store.ReconfigurationContract}</td></tr>
 *   <tr><td>able to stop between two of its writes</td><td>{@link
 *       dev.acmesdk.testing.store.CrashContract}</td></tr>
 * </table>
 *
 * <p>Each test begins with no data: JUnit makes a new instance of the test class for each, so data
 * that is made in its fields is new. The tests run for JUnit 5 ({@code junit-jupiter}) with AssertJ
 * ({@code assertj-core}). Both are optional dependencies of this module, since nothing but this
 * package needs them: put them on your test class path if they are not there.
 *
 * <p>{@link dev.acmesdk.testing.store.TestVersions} makes certificates for tests of your own.
 */
@NullMarked
package dev.acmesdk.testing.store;

import org.jspecify.annotations.NullMarked;
