package dev.recoup.sandbox.money;

import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.Lifecycle;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.clients.Portfolio;
import dev.recoup.sandbox.time.VirtualClock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Every payment and what the partner earns on it: the truth that revenue figures are compared with (guide 18). */
public final class Ledger implements Portfolio {

    /**
     * Rows in one bucket.
     *
     * @param count how many
     * @param usd the partner's fees in USD
     */
    public record Bucket(int count, BigDecimal usd) {

        static final Bucket EMPTY = new Bucket(0, BigDecimal.ZERO.setScale(2));

        Bucket plus(BigDecimal fee) {
            return new Bucket(count + 1, usd.add(fee));
        }

        Bucket shifted(BigDecimal delta) {
            return new Bucket(count, usd.add(delta));
        }
    }

    private final VirtualClock clock;
    private final Clients clients;
    private final Cases cases;
    private final List<Payment> payments = new ArrayList<>();
    private final Map<UUID, Transaction> transactions = new LinkedHashMap<>();
    private final Map<UUID, BigDecimal> earnedByAccount = new HashMap<>();
    private final Set<UUID> reversed = new HashSet<>();
    private InvoicingTrigger trigger = InvoicingTrigger.PAY_WHEN_PAID;

    /** Starts empty. */
    public Ledger(VirtualClock clock, Clients clients, Cases cases) {
        this.clock = clock;
        this.clients = clients;
        this.cases = cases;
    }

    /**
     * Books a payment: the case's remainder falls, a case paid in full is closed, and a row is added if the partner
     * earns on the case.
     *
     * @throws IllegalArgumentException when the amount is not positive, exceeds what is open, or the case has ended
     */
    public Payment receive(CollectionCase paid, BigDecimal amount) {
        if (amount.signum() <= 0
                || amount.compareTo(paid.remainder()) > 0
                || amount.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException("The amount must be positive, in cents, and at most the remainder");
        }
        if (paid.lifecycle() == Lifecycle.CLOSED || paid.lifecycle() == Lifecycle.MERGED) {
            throw new IllegalArgumentException("The case has ended");
        }
        Payment payment = new Payment(UUID.randomUUID(), paid, amount, clock.now());
        book(payment, UUID.randomUUID());
        cases.receive(paid, amount);
        return payment;
    }

    /**
     * Puts a payment there as if it had always been: nothing is checked and nobody is told.
     *
     * @param rowId the id of the row on it
     * @param stage where that row stands
     * @return the row; empty when the partner earns nothing on the payment
     */
    public Optional<Transaction> place(Payment payment, UUID rowId, Stage stage) {
        Optional<Transaction> booked = book(payment, rowId);
        booked.ifPresent(row -> move(row, stage));
        cases.settle(payment.paidCase(), payment.amount(), payment.at());
        return booked;
    }

    private Optional<Transaction> book(Payment payment, UUID rowId) {
        CollectionCase paid = payment.paidCase();
        payments.add(payment);
        Optional<Transaction> booked = clients.linkOf(paid.account())
                .filter(link -> earns(link, paid))
                .map(link -> new Transaction(rowId, payment, link));
        booked.ifPresent(row -> {
            transactions.put(row.id(), row);
            earnedByAccount.merge(paid.account().id(), row.referralFeeUsd(), BigDecimal::add);
        });
        return booked;
    }

    private static boolean earns(Link link, CollectionCase paid) {
        if (paid.kind() == CollectionCase.Kind.TEST || paid.created().isBefore(link.linkedAt())) {
            return false;
        }
        return switch (link.attribution()) {
            case EVERY_CASE -> true;
            case OWN_CASES -> paid.origin().via() != CollectionCase.Via.CREDITOR_KEY;
        };
    }

    /** Moves a row to a stage. */
    public void move(Transaction row, Stage stage) {
        row.status(stage.entry());
    }

    /** Finds a row. */
    public Optional<Transaction> transaction(UUID id) {
        return Optional.ofNullable(transactions.get(id));
    }

    /** Returns all rows, oldest first. */
    public Collection<Transaction> transactions() {
        return transactions.values();
    }

    /** Returns all payments, oldest first. */
    public List<Payment> payments() {
        return payments;
    }

    /** Returns what makes a fee ready to be invoiced. */
    public InvoicingTrigger trigger() {
        return trigger;
    }

    /** Changes what makes a fee ready to be invoiced. */
    public void trigger(InvoicingTrigger next) {
        trigger = next;
    }

    /** Returns the bucket that a row is in. */
    public Stage stage(Transaction row) {
        return Stage.of(row.status(), trigger);
    }

    /** Sums up rows by bucket; every bucket is there. */
    public Map<Stage, Bucket> buckets(Collection<Transaction> rows) {
        Map<Stage, Bucket> buckets = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            buckets.put(stage, Bucket.EMPTY);
        }
        rows.forEach(row -> buckets.computeIfPresent(stage(row), (stage, bucket) -> bucket.plus(row.referralFeeUsd())));
        return buckets;
    }

    @Override
    public Statistics of(Account account) {
        List<CollectionCase> own = cases.of(account);
        int closed = (int) own.stream()
                .filter(found -> found.lifecycle() == Lifecycle.CLOSED)
                .count();
        BigDecimal earned = earnedByAccount.getOrDefault(account.id(), BigDecimal.ZERO.setScale(2));
        return new Statistics(own.size(), closed, earned);
    }

    /** Tells whether an agency still owes the commission of a payment to the account. */
    public boolean owes(Account account) {
        return transactions.values().stream()
                .anyMatch(row -> row.payment().paidCase().account() == account && row.isEstimate());
    }

    /** Removes all payments to an account and what is earned on them. */
    public void forget(Account account) {
        cases.of(account).forEach(this::forget);
    }

    /** Removes the payments of a case and what is earned on them. */
    public void forget(CollectionCase removed) {
        List.copyOf(payments).stream()
                .filter(payment -> payment.paidCase() == removed)
                .forEach(payment -> {
                    unearn(payment);
                    payments.remove(payment);
                    reversed.remove(payment.id());
                });
    }

    /**
     * Takes a payment back: the remainder rises and the row on it goes; the lifecycle stays.
     *
     * @throws IllegalArgumentException when it was taken back before
     */
    public void reverse(Payment payment) {
        if (!reversed.add(payment.id())) {
            throw new IllegalArgumentException("The payment is reversed already");
        }
        unearn(payment);
        cases.takeBack(payment.paidCase(), payment.amount());
    }

    /** Tells whether a payment stands, that is, was not taken back. */
    public boolean stands(Payment payment) {
        return !reversed.contains(payment.id());
    }

    private void unearn(Payment payment) {
        List.copyOf(transactions.values()).stream()
                .filter(row -> row.payment() == payment)
                .forEach(row -> {
                    transactions.remove(row.id());
                    earnedByAccount.merge(
                            payment.paidCase().account().id(),
                            row.referralFeeUsd().negate(),
                            BigDecimal::add);
                });
    }

    /** Forgets everything. */
    public void clear() {
        payments.clear();
        reversed.clear();
        transactions.clear();
        earnedByAccount.clear();
        trigger = InvoicingTrigger.PAY_WHEN_PAID;
    }
}
