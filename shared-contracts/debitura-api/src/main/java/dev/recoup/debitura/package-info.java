/**
 * Debitura's two APIs from our side: {@link dev.recoup.debitura.DebituraReferral} and
 * {@link dev.recoup.debitura.DebituraCustomer} are the way in.
 *
 * <p>Records that come from Debitura follow one rule: the API documents every answered property as optional, so a
 * component of a reference type may be null; lists and maps are never null, enums are {@code UNKNOWN} for a value that is
 * not known here, and where absence is a state of its own the component is an {@link java.util.Optional}. Money and
 * percentages are {@link java.math.BigDecimal}, percentages as whole numbers (9.5 means 9.5 %), times are UTC.
 */
package dev.recoup.debitura;
