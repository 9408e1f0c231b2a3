package dev.recoup.events.webhooks;

import dev.recoup.events.Topic;
import java.util.Arrays;

/** The webhook events of Debitura (guide 12.2, 12.3), each with its type on our topics and the topic that carries it. */
public enum DebituraEvent {
    /** A power of attorney was signed; onboarding goes on. */
    POA_SIGNED("client.onboarding.poa_signed", Topic.DEBITURA_CLIENT_EVENTS),
    /** The agreement was signed; onboarding is complete. */
    CONTRACT_SIGNED("client.onboarding.contract_signed", Topic.DEBITURA_CLIENT_EVENTS),
    /** An existing client approved the link. */
    CLIENT_LINKED("client.linked", Topic.DEBITURA_CLIENT_EVENTS),
    /** An existing client refused the link. */
    LINK_DECLINED("client.link_declined", Topic.DEBITURA_CLIENT_EVENTS),
    /** An existing client was asked to approve a link. */
    LINK_REQUESTED("client.link_requested", Topic.DEBITURA_CLIENT_EVENTS),
    /** A link request was not answered in time. */
    LINK_EXPIRED("client.link_expired", Topic.DEBITURA_CLIENT_EVENTS),
    /** A stored case of a link request could not be created. */
    CASES_REPLAY_FAILED("cases.replay_failed", Topic.DEBITURA_CLIENT_EVENTS),
    /** A case was created. */
    CASE_CREATED("case.created", Topic.DEBITURA_CASE_EVENTS),
    /** A case's lifecycle changed. */
    CASE_UPDATED("case.updated", Topic.DEBITURA_CASE_EVENTS),
    /** A case was closed. */
    CASE_CLOSED("case.closed", Topic.DEBITURA_CASE_EVENTS),
    /** A payment was recorded (Customer API subscriptions only). */
    PAYMENT_CREATED("payment.created", Topic.DEBITURA_CASE_EVENTS),
    /** A payment was reversed (Customer API subscriptions only). */
    PAYMENT_DELETED("payment.deleted", Topic.DEBITURA_CASE_EVENTS),
    /** Somebody wrote in a case's chat (Customer API subscriptions only). */
    CHAT_CREATED("chat.created", Topic.DEBITURA_CASE_EVENTS),
    /** Any other event; its own name travels in the header {@code ce_debituraevent}. */
    OTHER("other", Topic.DEBITURA_OTHER_EVENTS);

    private static final String PREFIX = "com.debitura.";

    private final String eventName;
    private final Topic topic;

    DebituraEvent(String eventName, Topic topic) {
        this.eventName = eventName;
        this.topic = topic;
    }

    /** The name that Debitura gives in the envelope's {@code event}; {@code other} for {@link #OTHER}. */
    public String eventName() {
        return eventName;
    }

    /** The value of the header {@code ce_type}, for example {@code com.debitura.client.linked}. */
    public String type() {
        return PREFIX + eventName;
    }

    /** The topic that carries it. */
    public Topic topic() {
        return topic;
    }

    /** The event with that name at Debitura; {@link #OTHER} when it is not known. */
    public static DebituraEvent named(String eventName) {
        return Arrays.stream(values())
                .filter(event -> event.eventName.equals(eventName))
                .findFirst()
                .orElse(OTHER);
    }

    /** The event with that {@code ce_type}; {@link #OTHER} when it is not known. */
    public static DebituraEvent ofType(String type) {
        return type.startsWith(PREFIX) ? named(type.substring(PREFIX.length())) : OTHER;
    }
}
