package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A webhook subscription to create (guide 11).
 *
 * @param url https URL on port 443 or 8443, at most 1024 characters
 * @param events at least one event name
 * @param isTestMode true: events of test cases only; false: of live cases only
 */
public record CreateWebhook(
        String url,
        List<String> events,
        @JsonProperty("isTestMode") boolean isTestMode) {

    /** The ten events of the Referral API (guide 12.2). */
    public static final List<String> ALL_EVENTS = List.of(
            "client.onboarding.poa_signed",
            "client.onboarding.contract_signed",
            "client.linked",
            "client.link_declined",
            "client.link_requested",
            "client.link_expired",
            "case.created",
            "case.updated",
            "case.closed",
            "cases.replay_failed");
}
