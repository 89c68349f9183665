package dev.acmesdk.manager;

import dev.acmesdk.renewal.RenewalPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a manager works.
 *
 * @param time the present
 * @param random where jitter comes from
 * @param policy decides when a certificate is due, if neither CA nor administrator has said so
 * @param listener hears of everything
 * @param orderBurst how many orders may be placed at once
 * @param ordersPerHour how many more an hour
 * @param lookEvery how often the store is looked into for what others have done
 */
record ManagerSettings(
    Time time,
    RandomGenerator random,
    RenewalPolicy policy,
    RenewalListener listener,
    int orderBurst,
    int ordersPerHour,
    Duration lookEvery) {}
