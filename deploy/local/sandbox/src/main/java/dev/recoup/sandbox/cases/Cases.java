package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.signing.Paper;
import dev.recoup.sandbox.signing.Paperwork;
import dev.recoup.sandbox.signing.Route;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import dev.recoup.sandbox.webhooks.Audience;
import dev.recoup.sandbox.webhooks.Event;
import dev.recoup.sandbox.webhooks.News;
import dev.recoup.sandbox.webhooks.Subscriber;
import dev.recoup.sandbox.webhooks.Webhooks;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The register of cases and what happens to them (guide 8 and 16). */
public final class Cases {

    private static final String REFERENCE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int REFERENCE_LENGTH = 8;

    private record CreditorReference(UUID account, String text) {}

    private final VirtualClock clock;
    private final Clients clients;
    private final Webhooks webhooks;
    private final CreditorEvents creditorEvents;
    private final Paperwork paperwork;
    private final Unknowns unknowns;
    private final Catalogue catalogue;
    private final Quotations quotations;
    private final Random random = new Random();
    private final List<CollectionCase> byCreation = new ArrayList<>();
    private final Map<UUID, CollectionCase> byId = new HashMap<>();
    private final Map<String, CollectionCase> byReference = new HashMap<>();
    private final Map<UUID, List<CollectionCase>> byAccount = new HashMap<>();
    private final Map<CreditorReference, CollectionCase> byCreditorReference = new HashMap<>();
    private final Map<CollectionCase.Pricing, CollectionCase.Pricing> prices = new HashMap<>();
    private int announced = -1;
    private Optional<Duration> pace = Optional.empty();

    /** Starts empty; cases that wait for a signature move on when {@code clients} reports it. */
    public Cases(
            VirtualClock clock,
            Clients clients,
            Webhooks webhooks,
            CreditorEvents creditorEvents,
            Paperwork paperwork,
            Unknowns unknowns,
            Catalogue catalogue) {
        this.catalogue = catalogue;
        this.quotations = new Quotations(catalogue, unknowns);
        this.clock = clock;
        this.clients = clients;
        this.webhooks = webhooks;
        this.creditorEvents = creditorEvents;
        this.paperwork = paperwork;
        this.unknowns = unknowns;
        clients.whenSigned(this::release);
    }

    /** Returns all cases, oldest first; a view. */
    public List<CollectionCase> all() {
        return Collections.unmodifiableList(byCreation);
    }

    /** Returns the cases that were created at two moments or between them, oldest first; a view. */
    List<CollectionCase> created(Instant from, Instant to) {
        int begin = from.equals(Instant.MIN) ? 0 : createdUntil(from.minusNanos(1));
        int end = createdUntil(to);
        return all().subList(Math.min(begin, end), end);
    }

    /** Finds a case by Debitura's id. */
    public Optional<CollectionCase> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns the cases of one account, oldest first. */
    public List<CollectionCase> of(Account account) {
        return byAccount.getOrDefault(account.id(), List.of());
    }

    /** Finds a case of one creditor; empty also when it is somebody else's. */
    public Optional<CollectionCase> find(UUID creditorId, String id) {
        return find(UUID.fromString(id)).filter(found -> found.account().id().equals(creditorId));
    }

    Optional<CollectionCase> byCreditorReference(Account account, String reference) {
        return Optional.ofNullable(byCreditorReference.get(new CreditorReference(account.id(), reference)));
    }

    Optional<CollectionCase> byReference(String reference) {
        return Optional.ofNullable(byReference.get(reference));
    }

    /**
     * A case that is to be put there.
     *
     * @param id its id, new
     * @param via by which door it came in
     * @param created when
     */
    public record Placement(UUID id, CollectionCase.Via via, Instant created) {}

    /** Whether a case may wait for signatures. */
    enum OpenContracts {
        REFUSE,
        WAIT
    }

    /**
     * Creates a case, or says which business rules stand in its way; the fields have been checked before.
     *
     * @param door whose case it is, and on whose pages it would be signed for
     */
    Submission submit(Doorway door, JsonNode request, CollectionCase.Origin origin, OpenContracts openContracts) {
        Account account = door.signer();
        Optional<CollectionPartner> agency = CaseRules.agency(request, catalogue);
        List<Submission.Problem> obstacles = obstacles(account, request, agency);
        if (!obstacles.isEmpty()) {
            return new Submission.Refused(obstacles, Optional.empty());
        }
        Route route = new Route(
                agency.orElseThrow(),
                CaseRules.country(request.get("debtor")).orElseThrow().alpha2());
        List<Paper> missing = paperwork.missing(account, route);
        if (missing.contains(new Paper.Identity())) {
            account.demandKyc();
        }
        List<Submission.Problem> unsigned = missing.stream()
                .filter(paper -> refuses(paper, origin.via(), openContracts))
                .map(paper -> problem(door, paper))
                .toList();
        if (!unsigned.isEmpty()) {
            return new Submission.Refused(
                    unsigned, Optional.of(paperwork.combined(door, route, Json.text(request, "returnUrl"))));
        }
        Lifecycle start = missing.stream().anyMatch(paper -> holdsUp(paper, origin.via()))
                ? Lifecycle.PENDING_CONTRACT_SIGNING
                : firstCheck(request);
        return new Submission.Accepted(create(account, request, origin, route.agency(), start));
    }

    /** Tells whether a stored case cannot be created because a director's data is missing; notes that it is needed. */
    boolean blocksReplay(Link link, JsonNode request) {
        boolean lacking = CaseRules.agency(request, catalogue)
                .map(agency -> new Route(
                        agency,
                        CaseRules.country(request.get("debtor")).orElseThrow().alpha2()))
                .filter(route -> paperwork.missing(link.account(), route).contains(new Paper.Identity()))
                .isPresent();
        boolean blocked = unknowns.choose(Unknown.KYC_BLOCKS_REPLAY, false, lacking);
        if (blocked) {
            link.account().demandKyc();
        }
        return blocked;
    }

    private List<Submission.Problem> obstacles(Account account, JsonNode request, Optional<CollectionPartner> agency) {
        List<Submission.Problem> obstacles = new ArrayList<>();
        if (account.standing() == Account.Standing.BLOCKED) {
            obstacles.add(new Submission.Problem("CreditorBlocked", "Contact support", Optional.empty()));
        }
        if (Json.text(request, "creditorReference")
                .flatMap(text -> byCreditorReference(account, text))
                .isPresent()) {
            obstacles.add(new Submission.Problem(
                    Submission.DUPLICATE_REFERENCE, "The creditor reference is taken", Optional.empty()));
        }
        if (agency.isEmpty()) {
            obstacles.add(new Submission.Problem(
                    "NoPartnerAvailable", "Nobody collects in the debtor's country", Optional.empty()));
        }
        return obstacles;
    }

    /** A director's data is a hard gate for the partner's calls; signatures may wait if the caller says so (guide 10). */
    private boolean refuses(Paper paper, CollectionCase.Via via, OpenContracts openContracts) {
        return switch (paper) {
            case Paper.Identity identity ->
                via == CollectionCase.Via.PARTNER_TOKEN
                        && unknowns.choose(Unknown.KYC_MAY_WAIT, true, openContracts == OpenContracts.REFUSE);
            case Paper.Agreement agreement -> openContracts == OpenContracts.REFUSE;
            case Paper.PowerOfAttorney power -> openContracts == OpenContracts.REFUSE;
            case Paper.PricingAppendix appendix -> openContracts == OpenContracts.REFUSE;
        };
    }

    private static boolean holdsUp(Paper paper, CollectionCase.Via via) {
        return switch (paper) {
            case Paper.Identity identity -> via != CollectionCase.Via.CREDITOR_KEY;
            case Paper.Agreement agreement -> true;
            case Paper.PowerOfAttorney power -> true;
            case Paper.PricingAppendix appendix -> true;
        };
    }

    private Submission.Problem problem(Doorway door, Paper paper) {
        return new Submission.Problem(
                Submission.problemType(paper), Submission.message(paper), paperwork.page(door, paper));
    }

    private static Lifecycle firstCheck(JsonNode request) {
        return request.path("skipDebituraVerification").asBoolean(false)
                ? Lifecycle.PENDING_VERIFICATION
                : Lifecycle.PENDING_VERIFICATION_INTERNAL;
    }

    private CollectionCase create(
            Account account,
            JsonNode request,
            CollectionCase.Origin origin,
            CollectionPartner agency,
            Lifecycle start) {
        CollectionCase created = new CollectionCase(
                UUID.randomUUID(),
                newReference(random),
                account,
                request,
                origin,
                agency,
                shared(CollectionCase.Pricing.of(quotations.of(request, Optional.of(account), agency, clock.now()))),
                start,
                clock.now());
        keep(created);
        raise("case.created", created, Json.object());
        progress(created);
        return created;
    }

    private void keep(CollectionCase created) {
        Account account = created.account();
        byCreation.add(placeOf(created), created);
        byId.put(created.id(), created);
        byReference.put(created.reference(), created);
        byAccount.computeIfAbsent(account.id(), unused -> new ArrayList<>()).add(created);
        created.creditorReference()
                .ifPresent(text -> byCreditorReference.put(new CreditorReference(account.id(), text), created));
    }

    /**
     * Puts a case there as if it had always been: nothing is checked and nobody is told.
     *
     * @param request the body with which it was created
     * @param letters where its reference comes from
     */
    public CollectionCase place(Account account, JsonNode request, Placement placement, RandomGenerator letters) {
        CollectionPartner agency = CaseRules.agency(request, catalogue)
                .orElseThrow(() -> new IllegalArgumentException("Nobody collects there"));
        CollectionCase placed = new CollectionCase(
                placement.id(),
                newReference(letters),
                account,
                request,
                new CollectionCase.Origin(placement.via(), Optional.empty()),
                agency,
                shared(CollectionCase.Pricing.of(
                        quotations.of(request, Optional.of(account), agency, placement.created()))),
                Lifecycle.PENDING_VERIFICATION_INTERNAL,
                placement.created());
        keep(placed);
        return placed;
    }

    /** Has a placed case stand somewhere since a moment: nobody is told. */
    public void settle(CollectionCase placed, Lifecycle lifecycle, Optional<String> closeCode, Instant since) {
        placed.move(lifecycle, closeCode, since);
    }

    /** Lowers what is open on a placed case, and closes it as paid when nothing is left: nobody is told. */
    public void settle(CollectionCase placed, BigDecimal amount, Instant at) {
        placed.receive(amount, at);
        if (placed.remainder().signum() == 0) {
            settle(placed, Lifecycle.CLOSED, Optional.of(CloseCodes.PAID), at);
        }
    }

    private String newReference(RandomGenerator letters) {
        String reference;
        do {
            StringBuilder text = new StringBuilder();
            for (int count = 0; count < REFERENCE_LENGTH; count++) {
                text.append(REFERENCE_LETTERS.charAt(letters.nextInt(REFERENCE_LETTERS.length())));
            }
            reference = text.toString();
        } while (byReference.containsKey(reference));
        return reference;
    }

    /** Behind all that are not younger: the end, unless cases of the past are put there. */
    private int placeOf(CollectionCase created) {
        return byCreation.isEmpty() || !byCreation.getLast().created().isAfter(created.created())
                ? byCreation.size()
                : createdUntil(created.created());
    }

    /** Returns how many cases were created at a moment or before. */
    private int createdUntil(Instant moment) {
        int low = 0;
        int high = byCreation.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byCreation.get(middle).created().isAfter(moment)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Many cases cost the same, and keep one price list entry together. */
    private CollectionCase.Pricing shared(CollectionCase.Pricing pricing) {
        return prices.computeIfAbsent(pricing, first -> first);
    }

    /** Moves the cases on that wait for nothing any more. */
    private void release(Account account) {
        for (CollectionCase waiting : of(account)) {
            if (waiting.lifecycle() == Lifecycle.PENDING_CONTRACT_SIGNING && !isHeldUp(waiting)) {
                move(waiting, firstCheck(waiting.request()));
            }
        }
    }

    private boolean isHeldUp(CollectionCase waiting) {
        return paperwork.missing(waiting.account(), waiting.route()).stream()
                .anyMatch(paper -> holdsUp(paper, waiting.origin().via()));
    }

    /** Returns where the cases of an account go that wait for signatures, each route once. */
    public List<Route> waitingRoutes(Account account) {
        return of(account).stream()
                .filter(found -> found.lifecycle() == Lifecycle.PENDING_CONTRACT_SIGNING)
                .map(CollectionCase::route)
                .distinct()
                .toList();
    }

    /** Moves an open or closed case to an open state and says so by webhook; staying where it is says nothing. */
    public void move(CollectionCase moved, Lifecycle next) {
        if (next == Lifecycle.CLOSED) {
            throw new IllegalArgumentException("A case is closed with a close code");
        }
        Lifecycle before = moved.lifecycle();
        if (before != next) {
            moved.move(next, Optional.empty(), clock.now());
            raise("case.updated", moved, lifecycles(before, next));
            progress(moved);
        }
    }

    /** Has live cases pass the checks by themselves, each after so long; empty to have them wait, as at the start. */
    public void pace(Optional<Duration> next) {
        pace = next;
    }

    private void progress(CollectionCase waiting) {
        Lifecycle here = waiting.lifecycle();
        if (pace.isPresent() && waiting.kind() == CollectionCase.Kind.LIVE) {
            here.afterCheck()
                    .ifPresent(next -> clock.at(clock.now().plus(pace.get()), () -> {
                        if (byId.containsKey(waiting.id()) && waiting.lifecycle() == here) {
                            move(waiting, next);
                        }
                    }));
        }
    }

    /** Closes a case and says so twice, as documented: {@code case.updated} and {@code case.closed}. */
    public void close(CollectionCase closed, String closeCode, Optional<String> comment) {
        Lifecycle before = closed.lifecycle();
        closed.move(Lifecycle.CLOSED, Optional.of(closeCode), clock.now());
        raise("case.updated", closed, lifecycles(before, Lifecycle.CLOSED));
        raise(
                "case.closed",
                closed,
                lifecycles(before, Lifecycle.CLOSED).setAll(ending(Optional.of(closeCode), comment)));
    }

    /** Books money that the debtor paid; a case that is paid in full is closed as paid. */
    public void receive(CollectionCase paid, BigDecimal amount) {
        paid.receive(amount, clock.now());
        if (paid.remainder().signum() == 0) {
            close(paid, CloseCodes.PAID, Optional.empty());
        }
    }

    /** Takes booked money back: more is open again, the lifecycle stays. */
    public void takeBack(CollectionCase paid, BigDecimal amount) {
        paid.receive(amount.negate(), clock.now());
    }

    /** Says that a stored case of an approved link request could not be created. */
    void replayFailed(Link link, JsonNode request, String errorType) {
        ObjectNode tenant = Json.object().put("externalTenantId", link.externalTenantId());
        ObjectNode reason = tenant.deepCopy()
                .put(
                        "creditorReference",
                        Json.text(request, "creditorReference").orElse(null))
                .put("errorType", errorType);
        webhooks.raise(
                "cases.replay_failed",
                Audience.ALL,
                unknowns.choose(Unknown.REPLAY_FAILED_DATA, reason, tenant),
                Json.object().put("client", "/clients/" + link.externalTenantId()));
    }

    private ObjectNode lifecycles(Lifecycle before, Lifecycle after) {
        return change(told(before), told(after));
    }

    /** Returns what {@code case.updated} says, from two lifecycles as webhooks spell them. */
    public ObjectNode change(String before, String after) {
        return Json.object()
                .put(key("oldLifecycle", "previousLifecycle"), before)
                .put(key("newLifecycle", "lifecycle"), after);
    }

    /** Returns what {@code case.closed} says beyond the change. */
    public ObjectNode ending(Optional<String> closeCode, Optional<String> comment) {
        return Json.object()
                .put(key("closeCode", "closingCode"), closeCode.orElse(null))
                .put(key("closeComment", "closingComment"), comment.orElse(null));
    }

    private String key(String a, String b) {
        return unknowns.choose(Unknown.CASE_EVENT_KEYS, a, b);
    }

    /** Returns a lifecycle as webhooks spell it. */
    public String told(Lifecycle lifecycle) {
        return unknowns.choose(Unknown.EVENT_LIFECYCLE_TEXT, lifecycle.label(), lifecycle.wireName());
    }

    /** What an event may say of a case beyond the documented ids. */
    private static ObjectNode figures(CollectionCase about) {
        ObjectNode figures = Json.object()
                .put("creditorReference", about.creditorReference().orElse(null))
                .put("isTest", about.kind() == CollectionCase.Kind.TEST)
                .put("status", about.lifecycle().wireName());
        figures.putObject("amount")
                .put("gross", about.grossAmount())
                .put("remainder", about.remainder())
                .put("currency", about.currency());
        figures.putArray("history").add(Json.timestamp(about.created()));
        return figures;
    }

    private void raise(String event, CollectionCase about, ObjectNode more) {
        creditorEvents.tell(event, about, more);
        raise(event, about, Event.Occasion.REAL, more);
    }

    private Optional<Webhooks.Raised> raise(
            String event, CollectionCase about, Event.Occasion occasion, ObjectNode more) {
        return clients.linkOf(about.account()).map(link -> {
            ObjectNode data = Json.object()
                    .put("caseId", about.id().toString())
                    .put("reference", about.reference())
                    .put("externalTenantId", link.externalTenantId());
            data.setAll(more);
            data.setAll(
                    switch (unknowns.of(Unknown.CASE_EVENT_DATA)) {
                        case A -> Json.object();
                        case B -> figures(about);
                    });
            ObjectNode links = Json.object().put("case", "/cases/" + about.id());
            return webhooks.raise(
                    new Subscriber.Partner(),
                    new News(event, about.audience(), occasion, Optional.of(about.id()), data, links));
        });
    }

    /**
     * Says of one case after the other, beginning again after the last, that it changed although it did not: a burst
     * of real events.
     *
     * @param count how many events
     * @return their ids; fewer when no client of this partner has cases
     */
    public List<UUID> announce(int count) {
        List<UUID> events = new ArrayList<>(count);
        for (int tried = 0; events.size() < count && tried < count + byCreation.size(); tried++) {
            announced = announced + 1 < byCreation.size() ? announced + 1 : 0;
            CollectionCase next = byCreation.get(announced);
            raise("case.updated", next, Event.Occasion.REAL, lifecycles(next.lifecycle(), next.lifecycle()))
                    .ifPresent(raised -> events.add(raised.eventId()));
        }
        return events;
    }

    /**
     * Sends the event of a change that did not happen.
     *
     * @param more what the event says beyond the case's ids
     * @return how many subscriptions it goes to
     */
    public int rehearse(String event, CollectionCase about, ObjectNode more) {
        return raise(event, about, Event.Occasion.TEST, more)
                .map(Webhooks.Raised::subscriptions)
                .orElse(0);
    }

    /** Removes a case as if it had never been; nobody is told. */
    public void forget(CollectionCase removed) {
        byCreation.remove(removed);
        byId.remove(removed.id());
        byReference.remove(removed.reference());
        of(removed.account()).remove(removed);
        removed.creditorReference()
                .ifPresent(text -> byCreditorReference.remove(
                        new CreditorReference(removed.account().id(), text)));
    }

    /** Removes all cases of an account. */
    public void forget(Account account) {
        List.copyOf(of(account)).forEach(this::forget);
        byAccount.remove(account.id());
    }

    /** Forgets everything. */
    public void clear() {
        byCreation.clear();
        byId.clear();
        byReference.clear();
        byAccount.clear();
        byCreditorReference.clear();
        pace = Optional.empty();
        prices.clear();
        announced = -1;
    }
}
