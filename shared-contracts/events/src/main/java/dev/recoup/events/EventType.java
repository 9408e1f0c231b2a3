package dev.recoup.events;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Our own event types: past tense, reverse DNS, with a version that rises only when a change is incompatible. */
public enum EventType {
    /** A platform service asked for a client to be onboarded. */
    ONBOARDING_REQUESTED("dev.recoup.client.onboarding-requested.v1", "onboarding-request", Topic.ONBOARDING_REQUESTS),
    /** A client's state changed. */
    CLIENT_STATUS_CHANGED("dev.recoup.client.status-changed.v1", "client-status", Topic.CLIENT_STATUS),
    /** A platform service asked for a claim to be collected. */
    CASE_REQUESTED("dev.recoup.case.requested.v1", "case-request", Topic.CASE_REQUESTS),
    /** A platform service took a case request back. */
    CASE_CANCELLATION_REQUESTED(
            "dev.recoup.case.cancellation-requested.v1", "cancel-case-request", Topic.CASE_REQUESTS),
    /** It is known what became of a case that was sent inside an onboarding. */
    FIRST_CASE_DECIDED("dev.recoup.case.first-case-decided.v1", "first-case-outcome", Topic.FIRST_CASES),
    /** A case's state changed, or its request was refused. */
    CASE_STATUS_CHANGED("dev.recoup.case.status-changed.v1", "case-status", Topic.CASE_STATUS, Topic.CASE_STATUS_TEST),
    /** A user must act on a web page, or has done so. */
    REQUIRED_ACTION_CHANGED("dev.recoup.action.changed.v1", "required-action", Topic.REQUIRED_ACTIONS),
    /** Somebody found that Debitura may have said things that were not heard. */
    RECONCILIATION_REQUESTED("dev.recoup.reconciliation.requested.v1", "reconcile-request", Topic.RECONCILE_REQUESTS);

    private final String type;
    private final String schema;
    private final List<Topic> topics;

    EventType(String type, String schema, Topic... topics) {
        this.type = type;
        this.schema = schema;
        this.topics = List.of(topics);
    }

    /** The value of the header {@code ce_type}. */
    public String type() {
        return type;
    }

    /** The topics that carry it. */
    public List<Topic> topics() {
        return topics;
    }

    /** Base name of the JSON Schema of its value, for example {@code case-request}. */
    public String schemaName() {
        return schema;
    }

    /** The value of the header {@code ce_dataschema}. */
    public URI dataSchema() {
        return URI.create("https://schemas.recoup.dev/v1/" + schema + ".schema.json");
    }

    /** The type with that {@code ce_type}, or empty. */
    public static Optional<EventType> ofType(String type) {
        return Arrays.stream(values()).filter(known -> known.type.equals(type)).findFirst();
    }
}
