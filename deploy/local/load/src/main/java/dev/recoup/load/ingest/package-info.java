/** Measures webhook-ingest-service beside designs that promise less, and looks for every accepted event in Kafka. */
package dev.recoup.load.ingest;
