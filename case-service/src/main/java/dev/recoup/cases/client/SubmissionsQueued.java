package dev.recoup.cases.client;

/** Told inside the service: the current transaction puts submissions in the queue. */
public record SubmissionsQueued() {}
