package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.signing.Paperwork;
import dev.recoup.sandbox.signing.Route;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What happens to cases, from their submission to their end (guide 8 and 16). */
public final class Cases {

    private final VirtualClock clock;
    private final CaseEvents events;
    private final Catalogue catalogue;
    private final Quotations quotations;
    private final CaseRegister register = new CaseRegister();
    private final Admission admission;
    private final Random random = new Random();
    private final Map<CollectionCase.Pricing, CollectionCase.Pricing> prices = new HashMap<>();
    private Optional<Duration> pace = Optional.empty();

    /** Starts empty; cases that wait for a signature move on when {@code clients} reports it. */
    public Cases(
            VirtualClock clock,
            Clients clients,
            CaseEvents events,
            Paperwork paperwork,
            Unknowns unknowns,
            Catalogue catalogue) {
        this.clock = clock;
        this.events = events;
        this.catalogue = catalogue;
        this.quotations = new Quotations(catalogue, unknowns);
        this.admission = new Admission(register, catalogue, paperwork, unknowns);
        clients.whenSigned(this::release);
    }

    /** Returns all cases, oldest first; a view. */
    public List<CollectionCase> all() {
        return register.all();
    }

    /** Finds a case by Debitura's id. */
    public Optional<CollectionCase> find(UUID id) {
        return register.find(id);
    }

    /** Finds a case of one creditor; empty also when it is somebody else's. */
    public Optional<CollectionCase> find(UUID creditorId, String id) {
        return register.find(UUID.fromString(id))
                .filter(found -> found.account().id().equals(creditorId));
    }

    /** Returns the cases of one account, oldest first. */
    public List<CollectionCase> of(Account account) {
        return register.of(account);
    }

    /** Returns all cases by every way in which they are found. */
    CaseRegister register() {
        return register;
    }

    /** Tells whether a stored case cannot be created because a director's data is missing; notes that it is needed. */
    boolean blocksReplay(Link link, JsonNode request) {
        return admission.blocksReplay(link, request);
    }

    /**
     * Creates a case, or says which business rules stand in its way; the fields have been checked before.
     *
     * @param door whose case it is, and on whose pages it would be signed for
     */
    Submission submit(
            Doorway door, JsonNode request, CollectionCase.Origin origin, Admission.OpenContracts openContracts) {
        return switch (admission.decide(door, request, origin.via(), openContracts)) {
            case Admission.Granted(CollectionPartner agency, Lifecycle start) ->
                new Submission.Accepted(create(door.signer(), request, origin, agency, start));
            case Admission.Denied(Submission.Refused refusal) -> refusal;
        };
    }

    private CollectionCase create(
            Account account,
            JsonNode request,
            CollectionCase.Origin origin,
            CollectionPartner agency,
            Lifecycle start) {
        CollectionCase created = new CollectionCase(
                UUID.randomUUID(),
                register.newReference(random),
                account,
                request,
                origin,
                agency,
                shared(CollectionCase.Pricing.of(quotations.of(request, Optional.of(account), agency, clock.now()))),
                start,
                clock.now());
        register.keep(created);
        events.created(created);
        progress(created);
        return created;
    }

    /**
     * A case that is to be put there.
     *
     * @param id its id, new
     * @param via by which door it came in
     * @param created when
     */
    public record Placement(UUID id, CollectionCase.Via via, Instant created) {}

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
                register.newReference(letters),
                account,
                request,
                new CollectionCase.Origin(placement.via(), Optional.empty()),
                agency,
                shared(CollectionCase.Pricing.of(
                        quotations.of(request, Optional.of(account), agency, placement.created()))),
                Lifecycle.PENDING_VERIFICATION_INTERNAL,
                placement.created());
        register.keep(placed);
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

    /** Many cases cost the same, and keep one price list entry together. */
    private CollectionCase.Pricing shared(CollectionCase.Pricing pricing) {
        return prices.computeIfAbsent(pricing, first -> first);
    }

    /** Moves the cases on that wait for nothing any more. */
    private void release(Account account) {
        for (CollectionCase waiting : of(account)) {
            if (waiting.lifecycle() == Lifecycle.PENDING_CONTRACT_SIGNING && !admission.isHeldUp(waiting)) {
                move(waiting, Admission.firstCheck(waiting.request()));
            }
        }
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
            events.updated(moved, before, next);
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
                        if (register.find(waiting.id()).isPresent() && waiting.lifecycle() == here) {
                            move(waiting, next);
                        }
                    }));
        }
    }

    /** Closes a case and says so twice, as documented: {@code case.updated} and {@code case.closed}. */
    public void close(CollectionCase closed, String closeCode, Optional<String> comment) {
        Lifecycle before = closed.lifecycle();
        closed.move(Lifecycle.CLOSED, Optional.of(closeCode), clock.now());
        events.updated(closed, before, Lifecycle.CLOSED);
        events.closed(closed, before, closeCode, comment);
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

    /**
     * Says of one case after the other, beginning again after the last, that it changed although it did not: a burst
     * of real events.
     *
     * @param count how many events
     * @return their ids; fewer when no client of this partner has cases
     */
    public List<UUID> announce(int count) {
        return events.announce(all(), count);
    }

    /** Removes a case as if it had never been; nobody is told. */
    public void forget(CollectionCase removed) {
        register.forget(removed);
    }

    /** Removes all cases of an account. */
    public void forget(Account account) {
        register.forget(account);
    }

    /** Forgets everything. */
    public void clear() {
        register.clear();
        events.clear();
        pace = Optional.empty();
        prices.clear();
    }
}
