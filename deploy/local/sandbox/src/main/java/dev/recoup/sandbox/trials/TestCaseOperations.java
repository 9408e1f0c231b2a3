package dev.recoup.sandbox.trials;

import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CloseCodes;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.CreditorCaseOperations;
import dev.recoup.sandbox.cases.Lifecycle;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.money.Ledger;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import dev.recoup.sandbox.webhooks.Webhooks;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The Customer API's tools for test cases: move them along and remove them (guide 20). */
public final class TestCaseOperations {

    private static final String PAID = "Closed:Paid";
    private static final String NO_PAYMENT = "Closed:NoPayment";

    private final Cases cases;
    private final Ledger ledger;
    private final Webhooks webhooks;
    private final Unknowns unknowns;
    private final Set<UUID> gone = new HashSet<>();

    /** Prepares the operations. */
    public TestCaseOperations(Cases cases, Ledger ledger, Webhooks webhooks, Unknowns unknowns) {
        this.webhooks = webhooks;
        this.unknowns = unknowns;
        this.cases = cases;
        this.ledger = ledger;
    }

    /** Adds the operations to the Customer API. */
    public void addTo(ApiServer customer) {
        customer.on("advanceTestCase", this::advance)
                .on("deleteTestCase", this::delete)
                .on("deleteTestCasesByTag", this::deleteByTag);
    }

    private Optional<CollectionCase> find(Call call) {
        return cases.find(CreditorCaseOperations.creditorOf(call.caller()), call.path("id"));
    }

    private Answer advance(Call call) {
        return find(call)
                .map(found -> found.kind() == CollectionCase.Kind.TEST ? advance(found, call) : Answer.empty(400))
                .orElseGet(() -> Answer.empty(404));
    }

    private Answer advance(CollectionCase moved, Call call) {
        boolean closed = moved.lifecycle() == Lifecycle.CLOSED || moved.lifecycle() == Lifecycle.MERGED;
        String target = Json.text(call.body(), "to").orElse("");
        BigDecimal amount = Json.decimal(call.body(), "amount").orElse(BigDecimal.ZERO);
        boolean known = Set.of("Active", PAID, NO_PAYMENT).contains(target);
        boolean unpayable =
                target.equals(PAID) && !closed && (amount.signum() <= 0 || amount.compareTo(moved.remainder()) > 0);
        boolean conflict = closed && !target.equals("Active") && !target.equals(state(moved));
        if (!known || unpayable || conflict) {
            return Answer.empty(400);
        }
        boolean there = closed || target.equals(state(moved));
        if (!there) {
            switch (unknowns.of(Unknown.TEST_CASE_EVENTS)) {
                case A -> advance(moved, target, amount);
                case B -> webhooks.withoutPartner(() -> advance(moved, target, amount));
            }
        }
        return Answer.ok(Json.object().put("advanced", !there).put("state", state(moved)));
    }

    private void advance(CollectionCase moved, String target, BigDecimal amount) {
        cases.move(moved, Lifecycle.ACTIVE);
        if (target.equals(PAID)) {
            pay(moved, amount);
        } else if (target.equals(NO_PAYMENT)) {
            cases.close(moved, CloseCodes.EXHAUSTED, Optional.empty());
        }
    }

    private void pay(CollectionCase moved, BigDecimal amount) {
        ledger.receive(moved, amount);
        if (moved.lifecycle() != Lifecycle.CLOSED) {
            cases.close(moved, CloseCodes.PAID, Optional.empty());
        }
    }

    private static String state(CollectionCase shown) {
        if (shown.lifecycle() != Lifecycle.CLOSED) {
            return shown.lifecycle().wireName();
        }
        return switch (shown.closeCode().orElse("")) {
            case CloseCodes.PAID -> PAID;
            case CloseCodes.EXHAUSTED -> NO_PAYMENT;
            default -> "Closed";
        };
    }

    private Answer delete(Call call) {
        Optional<CollectionCase> found = find(call);
        if (found.isEmpty()) {
            return Answer.empty(gone.contains(UUID.fromString(call.path("id"))) ? 204 : 404);
        }
        return remove(List.of(found.get()));
    }

    private Answer deleteByTag(Call call) {
        Optional<String> tag = call.query("tag");
        UUID creditor = CreditorCaseOperations.creditorOf(call.caller());
        return tag.isEmpty()
                ? Answer.empty(400)
                : remove(cases.all().stream()
                        .filter(found -> found.account().id().equals(creditor))
                        .filter(found -> found.tag().equals(tag))
                        .toList());
    }

    private Answer remove(List<CollectionCase> removed) {
        if (removed.stream().anyMatch(found -> found.kind() == CollectionCase.Kind.LIVE)) {
            return Answer.empty(400);
        }
        removed.forEach(found -> {
            ledger.forget(found);
            cases.forget(found);
            gone.add(found.id());
        });
        return Answer.empty(204);
    }

    /** Forgets which cases were removed. */
    public void clear() {
        gone.clear();
    }
}
