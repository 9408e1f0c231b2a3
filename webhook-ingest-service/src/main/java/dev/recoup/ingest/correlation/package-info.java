/** Gives webhooks back the correlation id of the request that led to them. */
package dev.recoup.ingest.correlation;
