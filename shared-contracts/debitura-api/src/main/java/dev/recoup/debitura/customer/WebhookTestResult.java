package dev.recoup.debitura.customer;

import java.util.Optional;

/**
 * How a made-up event was received.
 *
 * @param success it was accepted
 * @param httpStatusCode the subscriber's answer
 * @param durationMs how long it took, in milliseconds
 * @param errorMessage text for humans
 * @param errorCategory kind of failure, as text
 */
public record WebhookTestResult(
        boolean success,
        Optional<Integer> httpStatusCode,
        Optional<Integer> durationMs,
        Optional<String> errorMessage,
        Optional<String> errorCategory) {}
