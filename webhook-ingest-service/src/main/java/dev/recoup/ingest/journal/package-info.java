/** The searchable memory of what was received: Debitura's Referral API keeps none. */
package dev.recoup.ingest.journal;
