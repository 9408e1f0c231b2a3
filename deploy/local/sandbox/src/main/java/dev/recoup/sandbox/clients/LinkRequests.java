package dev.recoup.sandbox.clients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The partner's wishes to be linked with accounts that exist already, and what becomes of them (guide 6.6). */
final class LinkRequests {

    private static final int APPROVAL_DAYS = 7;
    private static final int MOST_APPROVAL_DAYS = 30;

    private final VirtualClock clock;
    private final ClientEvents events;
    private final Unknowns unknowns;
    private final Map<UUID, LinkRequest> requests = new LinkedHashMap<>();
    private int approvalDays = APPROVAL_DAYS;

    LinkRequests(VirtualClock clock, ClientEvents events, Unknowns unknowns) {
        this.clock = clock;
        this.events = events;
        this.unknowns = unknowns;
    }

    /** Changes the days that a client has to answer a link request; below 1 counts as 1, above 30 as 30. */
    void approvalDays(int days) {
        approvalDays = Math.clamp(days, 1, MOST_APPROVAL_DAYS);
    }

    /** Returns the open link request of a tenant, made anew if there is none; a new one is announced. */
    LinkRequest ask(String externalTenantId, List<Account> candidates, List<JsonNode> cases) {
        Optional<LinkRequest> open = requests.values().stream()
                .filter(request -> isOpen(request)
                        && request.externalTenantId().equals(externalTenantId)
                        && request.candidates().equals(candidates))
                .findFirst();
        return switch (unknowns.of(Unknown.REPEATED_LINK_REQUEST)) {
            case A -> open.orElseGet(() -> newRequest(externalTenantId, candidates, cases));
            case B -> {
                open.ifPresent(former -> former.state(LinkRequest.State.EXPIRED));
                yield newRequest(externalTenantId, candidates, cases);
            }
        };
    }

    private LinkRequest newRequest(String externalTenantId, List<Account> candidates, List<JsonNode> cases) {
        LinkRequest request =
                new LinkRequest(externalTenantId, candidates, cases, clock.now().plus(Duration.ofDays(approvalDays)));
        requests.put(request.token(), request);
        events.requested("client.link_requested", externalTenantId, request.account());
        clock.at(nextHourAfter(request.deadline()), () -> expire(request));
        return request;
    }

    /** Tells whether a link request can be answered: nobody has, its deadline is ahead, and its account is free. */
    boolean isOpen(LinkRequest request) {
        return request.state() == LinkRequest.State.PENDING
                && clock.now().isBefore(request.deadline())
                && request.candidates().stream().anyMatch(account -> account.owner() == Account.Owner.NOBODY);
    }

    private static Instant nextHourAfter(Instant moment) {
        return moment.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    private void expire(LinkRequest request) {
        if (request.state() == LinkRequest.State.PENDING) {
            request.state(LinkRequest.State.EXPIRED);
            events.requested("client.link_expired", request.externalTenantId(), request.account());
        }
    }

    /** Finds a link request by the secret in its approval URL. */
    Optional<LinkRequest> find(UUID token) {
        return Optional.ofNullable(requests.get(token));
    }

    /** The client agrees to be linked with the chosen account, which is linked already. */
    void approved(LinkRequest request, Link link) {
        request.approve(link.account());
        events.linked(link);
        tellDeclined(request, othersTold(request, link.account()));
    }

    /** The client refuses; a request that is not open is left alone. */
    void decline(LinkRequest request) {
        if (!isOpen(request)) {
            return;
        }
        request.state(LinkRequest.State.DECLINED);
        tellDeclined(request, List.of(request.account()));
        tellDeclined(request, othersTold(request, request.account()));
    }

    /** Returns the companies that matched beside the one that an event is about, if they have events of their own. */
    private List<Account> othersTold(LinkRequest request, Account one) {
        List<Account> others =
                request.candidates().stream().filter(account -> account != one).toList();
        return unknowns.choose(Unknown.CHOICE_TOLD, List.of(), others);
    }

    private void tellDeclined(LinkRequest request, List<Account> declined) {
        declined.forEach(account -> events.requested("client.link_declined", request.externalTenantId(), account));
    }

    /** Forgets everything. */
    void clear() {
        requests.clear();
        approvalDays = APPROVAL_DAYS;
    }
}
