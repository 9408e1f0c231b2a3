/** How many events came in, of what kind. */
package dev.recoup.ingest.statistics;
