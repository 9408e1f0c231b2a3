/** Which topic and key a webhook's body gets. */
package dev.recoup.ingest.routing;
