/** Which clients have a subscription of their own on the Customer API. */
package dev.recoup.ingest.creditors;
