package dev.recoup.sandbox.population;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.money.Ledger;
import dev.recoup.sandbox.money.Payment;
import dev.recoup.sandbox.money.Stage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Fills the sandbox with data in bulk; no webhook is raised and no rule checked. */
public final class Population {

    private static final int STEP = 2_000;
    private static final int FULL_PAYMENTS_IN_TEN = 3;
    private static final int SMALLEST_PART_PERCENT = 5;
    private static final int LARGEST_PART_PERCENT = 50;
    private static final Duration PAID_AFTER = Duration.ofDays(20);
    private static final Country HOME = Country.ofCode("DK").orElseThrow();
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION = 0x4000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Vertx vertx;
    private final Clients clients;
    private final Cases cases;
    private final Ledger ledger;

    /** Prepares to fill the given registers on the event loop of {@code vertx}. */
    public Population(Vertx vertx, Clients clients, Cases cases, Ledger ledger) {
        this.vertx = vertx;
        this.clients = clients;
        this.cases = cases;
        this.ledger = ledger;
    }

    /**
     * Adds what a census counts, in steps between which other calls are served.
     *
     * @return done when everything is there
     * @throws IllegalArgumentException when clients of this seed are there already
     */
    public Future<Void> add(Census census) {
        if (census.clients() > 0 && clients.linkOf(census.tenant(0)).isPresent()) {
            throw new IllegalArgumentException("This seed is there already");
        }
        Promise<Void> done = Promise.promise();
        continueWith(new Filling(census), done);
        return done.future();
    }

    private void continueWith(Filling filling, Promise<Void> done) {
        for (int count = 0; count < STEP; count++) {
            if (!filling.next()) {
                done.complete();
                return;
            }
        }
        vertx.runOnContext(unused -> continueWith(filling, done));
    }

    /** Work that is done one entry at a time: all clients, then all cases, then all payments. */
    private final class Filling {

        private final Census census;
        private final RandomGenerator random;
        private final List<Link> links = new ArrayList<>();
        private final List<CollectionCase> earning = new ArrayList<>();
        private final List<CollectionCase> barren = new ArrayList<>();
        private int casesMade;
        private int paymentsMade;

        private Filling(Census census) {
            this.census = census;
            this.random = new Random(census.seed());
        }

        private boolean next() {
            if (links.size() < census.clients()) {
                addClient(links.size());
            } else if (casesMade < census.cases()) {
                addCase(casesMade++);
            } else if (paymentsMade < census.payments()) {
                addPayment(paymentsMade++);
            } else {
                return false;
            }
            return true;
        }

        private void addClient(int number) {
            String tenant = census.tenant(number);
            String email = tenant + "@population.example";
            Account.Profile profile = new Account.Profile("Creditor " + number, "", HOME, "", "", "", "", email, "");
            Link.Attribution attribution =
                    number % Claims.KINDS == 0 ? Link.Attribution.OWN_CASES : Link.Attribution.EVERY_CASE;
            links.add(clients.place(
                    id(),
                    profile,
                    List.of(new Account.User(0, email, "Owner " + number)),
                    new Clients.Placement(id(), tenant, attribution, Claims.LINKED)));
        }

        private void addCase(int number) {
            Instant created = Claims.created(number, census.cases());
            Claims.Standing standing = Claims.standing(number);
            ObjectNode request = Claims.request(number, created, random);
            CollectionCase placed = cases.place(
                    links.get(number % links.size()).account(),
                    request,
                    new Cases.Placement(id(), standing.via(), created),
                    random);
            if (standing.lifecycle() != placed.lifecycle()) {
                cases.settle(placed, standing.lifecycle(), standing.closeCode(), created.plus(PAID_AFTER));
            }
            switch (Claims.worth(number)) {
                case EARNING -> earning.add(placed);
                case BARREN -> barren.add(placed);
                case UNPAYABLE -> {
                    // nothing is ever paid on it
                }
            }
        }

        private void addPayment(int number) {
            boolean earns = number < census.transactions();
            List<CollectionCase> payable = earns ? earning : barren;
            int place = earns ? number : number - census.transactions();
            int planned = earns ? census.transactions() : census.payments() - census.transactions();
            CollectionCase paid = payable.get(place % payable.size());
            Instant at = paid.created().plus(PAID_AFTER.multipliedBy(1L + place / payable.size()));
            int further = (planned - place - 1) / payable.size();
            ledger.place(Payment.transfer(id(), paid, amount(paid, further), at), id(), stage());
        }

        private BigDecimal amount(CollectionCase paid, int further) {
            if (further == 0 && random.nextInt(Claims.KINDS) < FULL_PAYMENTS_IN_TEN) {
                return paid.remainder();
            }
            int percent = random.nextInt(SMALLEST_PART_PERCENT, LARGEST_PART_PERCENT);
            return paid.remainder()
                    .multiply(BigDecimal.valueOf(percent, 2))
                    .divide(BigDecimal.valueOf(1L + further), 2, RoundingMode.UP);
        }

        private Stage stage() {
            return Stage.values()[random.nextInt(Stage.values().length)];
        }

        private UUID id() {
            return new UUID(random.nextLong() & VERSION_MASK | VERSION, random.nextLong() & VARIANT_MASK | VARIANT);
        }
    }
}
