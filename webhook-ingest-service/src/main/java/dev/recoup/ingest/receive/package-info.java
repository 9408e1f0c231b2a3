/** The endpoint that Debitura delivers webhooks to: checks, one commit, an answer. */
package dev.recoup.ingest.receive;
