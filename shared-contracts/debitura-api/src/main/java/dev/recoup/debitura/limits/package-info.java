/**
 * Keeps a service within its share of what Debitura allows per key (guide 25): every call and every mint takes a token
 * before it leaves, in the order of the {@link dev.recoup.debitura.limits.Lane}s. {@code docs/rate-limits.md} says how
 * the limits are cut into shares and what an operator does.
 */
package dev.recoup.debitura.limits;
