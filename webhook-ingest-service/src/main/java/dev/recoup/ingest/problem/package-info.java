/** The one form of error answers. */
package dev.recoup.ingest.problem;
