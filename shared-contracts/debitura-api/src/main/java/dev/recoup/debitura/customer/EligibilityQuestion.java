package dev.recoup.debitura.customer;

import dev.recoup.debitura.DebtorType;
import java.math.BigDecimal;

/**
 * Whether a case could be taken.
 *
 * @param countryAlpha2 debtor's country, ISO 3166-1 alpha-2, required
 * @param stateAlpha2 state, required for debtors in the US, otherwise null
 * @param debtorType company or private person, required
 * @param amount amount in {@code currencyCode}, at least 0.01
 * @param currencyCode ISO 4217, required
 */
public record EligibilityQuestion(
        String countryAlpha2, String stateAlpha2, DebtorType debtorType, BigDecimal amount, String currencyCode) {}
