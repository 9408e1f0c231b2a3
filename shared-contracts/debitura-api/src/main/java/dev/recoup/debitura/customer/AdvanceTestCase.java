package dev.recoup.debitura.customer;

import java.math.BigDecimal;

/**
 * Where to bring a test case.
 *
 * @param to the state, never {@code CLOSED_OTHERWISE}
 * @param amount payment in the currency of the case, required for {@code PAID}, otherwise null
 */
public record AdvanceTestCase(TestCaseState to, BigDecimal amount) {}
