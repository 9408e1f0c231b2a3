/** Watches over the subscriptions: switched off, changed, silent, or signed by a clock that is wrong. */
package dev.recoup.ingest.watchdog;
