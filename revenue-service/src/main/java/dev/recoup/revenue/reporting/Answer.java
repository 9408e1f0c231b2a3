package dev.recoup.revenue.reporting;

import java.time.Instant;

/**
 * An answer of the read API.
 *
 * @param asOf everything that Debitura reported up to this moment is in; null before the first complete import
 * @param data what was asked for
 */
public record Answer<T>(Instant asOf, T data) {}
