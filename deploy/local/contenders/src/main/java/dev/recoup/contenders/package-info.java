/** Receivers of webhooks that do less than webhook-ingest-service, to measure it against. */
package dev.recoup.contenders;
