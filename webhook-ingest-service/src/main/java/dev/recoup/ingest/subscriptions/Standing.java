package dev.recoup.ingest.subscriptions;

/**
 * How subscriptions stand, for metrics.
 *
 * @param subscription a name; {@code creditors} for all of the clients' together
 * @param inactive how many get nothing though they are wanted on
 * @param changed how many were changed at Debitura by somebody else
 * @param troubled how many Debitura could not be told about, or refused
 */
public record Standing(String subscription, long inactive, long changed, long troubled) {}
