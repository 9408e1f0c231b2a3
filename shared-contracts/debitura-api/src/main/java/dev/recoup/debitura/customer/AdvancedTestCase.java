package dev.recoup.debitura.customer;

/**
 * What came of bringing a test case to a state.
 *
 * @param advanced false when it was there already
 * @param state where it stands now
 */
public record AdvancedTestCase(boolean advanced, TestCaseState state) {}
