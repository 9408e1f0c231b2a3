/** Publishes journalled events once more. */
package dev.recoup.ingest.replay;
