/** The webhook subscriptions at Debitura and their secrets. */
package dev.recoup.ingest.subscriptions;
