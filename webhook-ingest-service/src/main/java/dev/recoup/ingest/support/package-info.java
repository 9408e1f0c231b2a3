/** What support staff may look up. */
package dev.recoup.ingest.support;
