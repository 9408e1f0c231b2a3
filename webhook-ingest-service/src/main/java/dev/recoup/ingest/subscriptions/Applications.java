package dev.recoup.ingest.subscriptions;

import dev.recoup.debitura.DebituraException;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.WebhookSubscription;
import dev.recoup.events.Mode;
import dev.recoup.ingest.subscriptions.NewSubscription.Adoption;
import dev.recoup.messaging.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Looks through what an operator asks for before it is written down. */
@Singleton
class Applications {

    private final Intentions intentions;
    private final AtDebitura debitura;

    @Inject
    Applications(Intentions intentions, AtDebitura debitura) {
        this.intentions = intentions;
        this.debitura = debitura;
    }

    /** Returns the name that is asked for, if it can be one. */
    String name(NewSubscription wanted) {
        return wanted.name()
                .filter(ManagementCheck::isName)
                .orElseThrow(
                        () -> objection("name is 1 to 60 of the characters a-z, 0-9 and -: the URL's last segment."));
    }

    Wish wish(NewSubscription wanted) {
        String name = name(wanted);
        Mode mode = wanted.mode().flatMap(Mode::fromWire).orElseThrow(() -> objection("mode is live or test."));
        String url = wanted.url().orElseThrow(() -> objection("url is missing: the public URL of this endpoint."));
        requireEndpoint(name, url);
        List<String> events = wanted.events().orElse(CreateWebhook.ALL_EVENTS);
        if (events.isEmpty() || !events.stream().allMatch(Applications::isEvent)) {
            throw objection("events are some of " + CreateWebhook.ALL_EVENTS + ".");
        }
        return Intentions.referral(name, Origin.OPERATOR, mode, url, events);
    }

    /** JSON may hold a null here. */
    private static boolean isEvent(String event) {
        return event != null && CreateWebhook.ALL_EVENTS.contains(event);
    }

    void requireEndpoint(String name, String url) {
        if (!ManagementCheck.isEndpointOf(name, url)) {
            throw objection("url is an absolute https URL of at most 1024 characters that ends with /" + name + ".");
        }
    }

    /** Takes over a subscription that exists at Debitura, if it is what was said of it; returns the number of the wish. */
    long adopt(NewSubscription wanted, Adoption adoption) {
        UUID id = adoption.id().orElseThrow(() -> objection("adopt.id is missing: Debitura's id of the subscription."));
        String secret = adoption.secret().orElseThrow(() -> objection("adopt.secret is missing."));
        requireSecret(secret);
        Wish wish = wish(wanted);
        WebhookSubscription there = find(wish, id)
                .orElseThrow(() -> Problem.exception(Status.CONFLICT, "Debitura has no subscription of this id."));
        if (!there.url().equals(wish.url())) {
            throw Problem.exception(Status.CONFLICT, "At Debitura the subscription delivers to another URL.");
        }
        if (there.isTestMode() != (wish.mode() == Mode.TEST)) {
            throw Problem.exception(Status.CONFLICT, "At Debitura the subscription is of the other mode.");
        }
        return intentions.adopt(wish, there, secret);
    }

    private Optional<WebhookSubscription> find(Wish wish, UUID id) {
        try {
            return debitura.find(wish.owner(), id);
        } catch (DebituraException failed) {
            throw Problem.exception(
                    Status.BAD_GATEWAY, "Debitura could not be asked (" + failed.error() + "): try again later.");
        }
    }

    private static void requireSecret(String secret) {
        try {
            SigningKey.ofBase64(secret);
        } catch (IllegalArgumentException unusable) {
            throw objection("adopt.secret is not the secret that Debitura showed: " + unusable.getMessage() + ".");
        }
    }

    private static WebApplicationException objection(String detail) {
        return Problem.exception(Status.BAD_REQUEST, detail);
    }
}
