/** What this service knows of clients, and how their news lets claims go on. */
package dev.recoup.cases.client;
