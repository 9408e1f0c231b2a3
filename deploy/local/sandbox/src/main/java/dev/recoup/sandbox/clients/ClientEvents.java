package dev.recoup.sandbox.clients;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import dev.recoup.sandbox.webhooks.Audience;
import dev.recoup.sandbox.webhooks.Event;
import dev.recoup.sandbox.webhooks.News;
import dev.recoup.sandbox.webhooks.Subscriber;
import dev.recoup.sandbox.webhooks.Webhooks;
import java.util.Optional;

/** What the partner hears of clients, and in which words (guide 12.2). */
final class ClientEvents {

    private final Webhooks webhooks;
    private final VirtualClock clock;
    private final Unknowns unknowns;

    ClientEvents(Webhooks webhooks, VirtualClock clock, Unknowns unknowns) {
        this.webhooks = webhooks;
        this.clock = clock;
        this.unknowns = unknowns;
    }

    /** Says that a linked client signed something. */
    void signed(String event, Link link) {
        raise(
                event,
                link.externalTenantId(),
                data(link.externalTenantId(), creditor(link.account(), link))
                        .put("signedAt", Json.timestamp(clock.now())));
    }

    /** Says that an account is linked now. */
    void linked(Link link) {
        raise("client.linked", link.externalTenantId(), data(link.externalTenantId(), creditor(link.account(), link)));
    }

    /** Says what became of a wish to be linked with an account. */
    void requested(String event, String externalTenantId, Account account) {
        raise(event, externalTenantId, data(externalTenantId, refusableCreditor(account)));
    }

    /** Says to everybody, asked or not, that a link has ended. */
    void ended(Link link) {
        webhooks.raise(
                new Subscriber.Partner(),
                new News(
                        "client.link_ended",
                        Audience.ALL,
                        Event.Occasion.UNASKED,
                        Optional.empty(),
                        data(link.externalTenantId(), refusableCreditor(link.account())),
                        Json.object().put("client", "/clients/" + link.externalTenantId())));
    }

    /**
     * Sends the event of something that did not happen to a linked client.
     *
     * @return how many subscriptions it goes to
     */
    int rehearse(String event, Link link) {
        boolean onboarding = event.startsWith("client.onboarding.");
        ObjectNode creditor = onboarding || event.equals("client.linked")
                ? creditor(link.account(), link)
                : refusableCreditor(link.account());
        ObjectNode data = data(link.externalTenantId(), creditor);
        if (onboarding) {
            data.put("signedAt", Json.timestamp(clock.now()));
        }
        return webhooks.raise(
                        new Subscriber.Partner(),
                        new News(
                                event,
                                Audience.ALL,
                                Event.Occasion.TEST,
                                Optional.empty(),
                                told(event, data),
                                Json.object().put("client", "/clients/" + link.externalTenantId())))
                .subscriptions();
    }

    private void raise(String event, String externalTenantId, ObjectNode data) {
        webhooks.raise(
                event, Audience.ALL, told(event, data), Json.object().put("client", "/clients/" + externalTenantId));
    }

    private ObjectNode told(String event, ObjectNode data) {
        return unknowns.choose(Unknown.CLIENT_EVENT_DATA, data, promised(event, data.deepCopy()));
    }

    /** What a document promises of an event's data, and nothing more. */
    private static ObjectNode promised(String event, ObjectNode data) {
        return switch (event) {
            case "client.link_requested", "client.link_expired" -> data.without("creditor");
            case "client.onboarding.contract_signed" -> data.without("signedAt");
            default -> data;
        };
    }

    private static ObjectNode data(String externalTenantId, ObjectNode creditor) {
        ObjectNode data = Json.object().put("externalTenantId", externalTenantId);
        data.set("creditor", creditor);
        return data;
    }

    private ObjectNode creditor(Account account, Link link) {
        return refusableCreditor(account).put("isAttributed", link.attribution() == Link.Attribution.EVERY_CASE);
    }

    private ObjectNode refusableCreditor(Account account) {
        Country country = account.profile().country();
        return Json.object()
                .put("id", account.id().toString())
                .put("companyName", account.profile().name())
                .put("registrationNumber", account.profile().registrationNumber())
                .put(
                        "countryId",
                        unknowns.choose(
                                Unknown.EVENT_COUNTRY_ID,
                                country.webhookId().toString(),
                                Integer.toString(country.id())));
    }
}
