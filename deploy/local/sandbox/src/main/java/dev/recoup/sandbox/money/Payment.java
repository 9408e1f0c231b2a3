package dev.recoup.sandbox.money;

import dev.recoup.sandbox.cases.CollectionCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * Money that a debtor paid.
 *
 * @param id Debitura's id
 * @param paidCase the case it was paid on
 * @param amount in the case's currency
 * @param at when it was booked
 */
public record Payment(UUID id, CollectionCase paidCase, BigDecimal amount, Instant at) {}
