package dev.recoup.sandbox.money;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.CreditorEvents;
import dev.recoup.sandbox.cases.Lifecycle;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.clients.Portfolio;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.pricing.Shares;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Every payment and what the partner earns on it: the truth that revenue figures are compared with (guide 18). */
public final class Ledger implements Portfolio {

    /**
     * Rows in one bucket.
     *
     * @param count how many
     * @param usd the partner's fees in USD
     */
    public record Bucket(int count, BigDecimal usd) {

        static final Bucket EMPTY = new Bucket(0, Shares.cents(BigDecimal.ZERO));

        Bucket plus(BigDecimal fee) {
            return new Bucket(count + 1, usd.add(fee));
        }

        Bucket shifted(BigDecimal delta) {
            return new Bucket(count, usd.add(delta));
        }
    }

    private static final int INVOICING_DAY = 8;

    private final VirtualClock clock;
    private final Clients clients;
    private final Cases cases;
    private final CreditorEvents creditorEvents;
    private final Exchange exchange;
    private final LinkedHashMap<UUID, Payment> payments = new LinkedHashMap<>();
    private final Map<UUID, List<Payment>> paymentsByAccount = new HashMap<>();
    private final Set<UUID> reversed = new LinkedHashSet<>();
    private final Map<UUID, Transaction> transactions = new LinkedHashMap<>();
    private final Map<UUID, Transaction> transactionsByPayment = new HashMap<>();
    private final Map<UUID, Transaction> counterRows = new HashMap<>();
    private final Unknowns unknowns;
    private InvoicingTrigger trigger = InvoicingTrigger.PAY_WHEN_PAID;

    /** Starts empty. */
    public Ledger(VirtualClock clock, Clients clients, Cases cases, CreditorEvents creditorEvents, Unknowns unknowns) {
        this.unknowns = unknowns;
        this.clock = clock;
        this.clients = clients;
        this.cases = cases;
        this.creditorEvents = creditorEvents;
        this.exchange = new Exchange(clock);
    }

    /** Returns the live rates of estimates. */
    public Exchange exchange() {
        return exchange;
    }

    /**
     * Books a bank transfer to the agency in the case's currency.
     *
     * @throws IllegalArgumentException as {@link #receive(CollectionCase, Receipt)}
     */
    public Payment receive(CollectionCase paid, BigDecimal amount) {
        return receive(paid, Receipt.transfer(amount));
    }

    /**
     * Books a payment: the case's remainder falls, a case paid in full is closed, and a row is added if the partner
     * earns on the case.
     *
     * @throws IllegalArgumentException when the currency is unknown, the amount is not positive or exceeds what is
     *     open, or the case has ended
     */
    public Payment receive(CollectionCase paid, Receipt receipt) {
        if (paid.lifecycle() == Lifecycle.CLOSED || paid.lifecycle() == Lifecycle.MERGED) {
            throw new IllegalArgumentException("The case has ended");
        }
        Payment payment = payment(paid, receipt);
        if (payment.amount().signum() <= 0
                || payment.booked().signum() <= 0
                || payment.booked().compareTo(paid.remainder()) > 0
                || payment.amount().stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException("The amount must be positive, in cents, and at most the remainder");
        }
        book(payment, UUID.randomUUID());
        creditorEvents.tell("payment.created", paid, told(payment));
        cases.receive(paid, payment.booked());
        return payment;
    }

    private Payment payment(CollectionCase paid, Receipt receipt) {
        String currency = receipt.currency().orElseGet(paid::currency);
        if (exchange.usd(currency).isEmpty()) {
            throw new IllegalArgumentException("Unknown currency");
        }
        BigDecimal amount =
                receipt.amount().orElseGet(() -> exchange.convert(paid.remainder(), paid.currency(), currency));
        BigDecimal booked = receipt.amount()
                .map(part -> exchange.convert(part, currency, paid.currency()))
                .orElseGet(paid::remainder);
        Instant now = clock.now();
        return new Payment(
                UUID.randomUUID(),
                paid,
                amount,
                currency,
                booked,
                receipt.recipient(),
                receipt.method(),
                receipt.on().orElse(now),
                now);
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
        cases.settle(payment.paidCase(), payment.booked(), payment.at());
        return booked;
    }

    private Optional<Transaction> book(Payment payment, UUID rowId) {
        CollectionCase paid = payment.paidCase();
        payments.put(payment.id(), payment);
        paymentsByAccount
                .computeIfAbsent(paid.account().id(), unused -> new ArrayList<>())
                .add(payment);
        Optional<Transaction> booked = clients.linkOf(paid.account())
                .filter(link -> earns(link, paid))
                .map(link -> new Transaction(rowId, payment, link, paid.referralFeePercentage(link), exchange));
        booked.ifPresent(row -> {
            transactions.put(row.id(), row);
            transactionsByPayment.put(payment.id(), row);
        });
        return booked;
    }

    /** The rules of attribution at the moment of a payment (guide 18.1). */
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

    /**
     * Changes states of a row by their documented names; an empty one stays. A commission that becomes {@code Unpaid}
     * is a clawback, one that becomes {@code Credited} a credit.
     *
     * @param commission of the agency to Debitura
     * @param platform Debitura's invoice to the agency
     * @param referral the partner's invoice to Debitura
     * @throws IllegalArgumentException when a name is unknown
     */
    public void change(
            Transaction row, Optional<String> commission, Optional<String> platform, Optional<String> referral) {
        Stage.Status before = row.status();
        row.status(new Stage.Status(
                commission.map(Stage.Commission::of).orElse(before.commission()),
                platform.map(Stage.Invoicing::of).orElse(before.invoicing()),
                referral.map(Stage.Referral::of).orElse(before.referral())));
    }

    /** Has Debitura invoice the agencies on the 8th of every month from now on (guide 18.3). */
    public void invoiceAgenciesMonthly() {
        invoiceAgenciesAfter(clock.now());
    }

    private void invoiceAgenciesAfter(Instant moment) {
        OffsetDateTime month = moment.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        OffsetDateTime day = month.withDayOfMonth(INVOICING_DAY);
        Instant next = (day.toInstant().isAfter(moment) ? day : day.plusMonths(1)).toInstant();
        clock.at(next, () -> {
            invoiceAgencies();
            invoiceAgenciesAfter(next);
        });
    }

    /** Has Debitura invoice the agencies now for all confirmed commissions, and returns how many rows moved on. */
    public int invoiceAgencies() {
        List<Transaction> confirmed = transactions.values().stream()
                .filter(row -> row.status().equals(Stage.CONFIRMED_PENDING_INVOICE.entry()))
                .toList();
        confirmed.forEach(row -> move(row, Stage.AWAITING_COLLECTION_PARTNER_PAYMENT));
        return confirmed.size();
    }

    /** Finds a row. */
    public Optional<Transaction> transaction(UUID id) {
        return Optional.ofNullable(transactions.get(id));
    }

    /** Returns all rows, oldest first. */
    public Collection<Transaction> transactions() {
        return transactions.values();
    }

    /** Finds a payment. */
    public Optional<Payment> payment(UUID id) {
        return Optional.ofNullable(payments.get(id));
    }

    /** Returns all payments, oldest first. */
    public SequencedCollection<Payment> payments() {
        return payments.sequencedValues();
    }

    /** Returns the payments to one account, oldest first. */
    public List<Payment> payments(UUID creditorId) {
        return paymentsByAccount.getOrDefault(creditorId, List.of());
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
        Stage credited =
                unknowns.choose(Unknown.CREDITED_INVOICE_BUCKET, Stage.PENDING, Stage.CONFIRMED_PENDING_INVOICE);
        return Stage.of(row.status(), trigger, credited);
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
        List<CollectionCase> own = cases.of(account).stream()
                .filter(found -> found.kind() == CollectionCase.Kind.LIVE)
                .toList();
        int closed = (int) own.stream()
                .filter(found -> found.lifecycle() == Lifecycle.CLOSED)
                .count();
        BigDecimal earned = rowsOf(account).stream()
                .map(Transaction::referralFeeUsd)
                .reduce(Shares.cents(BigDecimal.ZERO), BigDecimal::add);
        return new Statistics(own.size(), closed, earned);
    }

    private List<Transaction> rowsOf(Account account) {
        return payments(account.id()).stream()
                .map(Payment::id)
                .filter(transactionsByPayment::containsKey)
                .map(transactionsByPayment::get)
                .flatMap(row -> Stream.concat(
                        Stream.of(row),
                        Stream.ofNullable(counterRows.get(row.payment().id()))))
                .toList();
    }

    /** Tells whether an agency still owes the commission of a payment to the account. */
    public boolean owes(Account account) {
        return rowsOf(account).stream().anyMatch(Transaction::isEstimate);
    }

    /** Removes all payments to an account and what is earned on them. */
    public void forget(Account account) {
        List.copyOf(payments(account.id())).forEach(this::forget);
    }

    /** Removes the payments of a case and what is earned on them. */
    public void forget(CollectionCase removed) {
        payments(removed.account().id()).stream()
                .filter(payment -> payment.paidCase() == removed)
                .toList()
                .forEach(this::forget);
    }

    private void forget(Payment removed) {
        unearn(removed);
        payments.remove(removed.id());
        reversed.remove(removed.id());
        payments(removed.paidCase().account().id()).remove(removed);
    }

    /**
     * Takes a payment back: the remainder rises and the fee on it goes; the lifecycle stays.
     *
     * @throws IllegalArgumentException when it was taken back before
     */
    public void reverse(Payment payment) {
        if (!reversed.add(payment.id())) {
            throw new IllegalArgumentException("The payment is reversed already");
        }
        switch (unknowns.of(Unknown.REVERSAL_ROWS)) {
            case A -> unearn(payment);
            case B -> counter(payment);
        }
        cases.takeBack(payment.paidCase(), payment.booked());
        creditorEvents.tell("payment.deleted", payment.paidCase(), told(payment));
    }

    /** Returns what events say of a payment. */
    public static ObjectNode told(Payment payment) {
        return Json.object()
                .put("paymentId", payment.id().toString())
                .put("grossAmount", payment.amount())
                .put("currency", payment.currency())
                .put("date", Json.timestamp(payment.on()));
    }

    /** Returns the newest payment to a case that stands. */
    public Optional<Payment> latest(CollectionCase paid) {
        return of(paid).reversed().stream().filter(this::stands).findFirst();
    }

    /** Returns the payment to a case that was taken back last. */
    public Optional<Payment> latestReversed(CollectionCase paid) {
        List<UUID> newestFirst = List.copyOf(reversed).reversed();
        return of(paid).stream()
                .filter(payment -> !stands(payment))
                .min(Comparator.comparingInt(payment -> newestFirst.indexOf(payment.id())));
    }

    private List<Payment> of(CollectionCase paid) {
        return paymentsByAccount.getOrDefault(paid.account().id(), List.of()).stream()
                .filter(payment -> payment.paidCase() == paid)
                .toList();
    }

    /** Tells whether a payment stands, that is, was not taken back. */
    public boolean stands(Payment payment) {
        return !reversed.contains(payment.id());
    }

    private void unearn(Payment payment) {
        Optional.ofNullable(transactionsByPayment.remove(payment.id())).ifPresent(row -> transactions.remove(row.id()));
        Optional.ofNullable(counterRows.remove(payment.id())).ifPresent(row -> transactions.remove(row.id()));
    }

    private void counter(Payment payment) {
        Optional.ofNullable(transactionsByPayment.get(payment.id())).ifPresent(row -> {
            Transaction counter = row.counter(clock.now());
            transactions.put(counter.id(), counter);
            counterRows.put(payment.id(), counter);
        });
    }

    /** Forgets everything. */
    public void clear() {
        payments.clear();
        paymentsByAccount.clear();
        reversed.clear();
        transactions.clear();
        transactionsByPayment.clear();
        counterRows.clear();
        exchange.clear();
        trigger = InvoicingTrigger.PAY_WHEN_PAID;
    }
}
