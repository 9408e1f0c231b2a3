package dev.recoup.sandbox.money;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.CreditorCaseOperations;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.Paging;
import java.util.List;
import java.util.UUID;

/** The Customer API's payment operations: one creditor's view (guide 17). */
public final class PaymentOperations {

    private static final int PAGE_SIZE = 10;

    private final Ledger ledger;
    private final Cases cases;

    /** Prepares the operations. */
    public PaymentOperations(Ledger ledger, Cases cases) {
        this.ledger = ledger;
        this.cases = cases;
    }

    /** Adds the operations to the Customer API. */
    public void addTo(ApiServer customer) {
        customer.on("listCasePayments", this::ofCase)
                .on("listPayments", this::list)
                .on("getPayment", this::get);
    }

    private List<Payment> visible(Call call) {
        UUID creditor = CreditorCaseOperations.creditorOf(call.caller());
        return ledger.payments(creditor).stream().filter(ledger::stands).toList();
    }

    private Answer ofCase(Call call) {
        return cases.find(CreditorCaseOperations.creditorOf(call.caller()), call.path("id"))
                .map(found -> Answer.ok(Json.array(
                        visible(call).stream()
                                .filter(payment -> payment.paidCase() == found)
                                .toList(),
                        PaymentOperations::view)))
                .orElseGet(() -> Answer.notFound("The case"));
    }

    private Answer list(Call call) {
        Paging<Payment> page = Paging.cut(visible(call), call, PAGE_SIZE);
        ObjectNode answer = Json.object();
        answer.set("page", page.page());
        answer.set("payments", Json.array(page.items(), PaymentOperations::view));
        return Answer.ok(answer);
    }

    private Answer get(Call call) {
        UUID creditor = CreditorCaseOperations.creditorOf(call.caller());
        return ledger.payment(UUID.fromString(call.path("id")))
                .filter(payment -> payment.paidCase().account().id().equals(creditor))
                .filter(ledger::stands)
                .map(payment -> Answer.ok(view(payment)))
                .orElseGet(() -> Answer.notFound("The payment"));
    }

    private static ObjectNode view(Payment payment) {
        CollectionCase paid = payment.paidCase();
        ObjectNode view = Json.object()
                .put("id", payment.id().toString())
                .put("dateCreated", Json.timestamp(payment.at()))
                .putNull("dateUpdated")
                .put("date", Json.timestamp(payment.on()))
                .put("grossAmount", payment.amount())
                .put("recipient", payment.recipient().wireName())
                .put("method", payment.method().wireName())
                .put("currency", payment.currency());
        view.putObject("invoice")
                .put("status", paid.lifecycle().label())
                .put("reference", paid.reference())
                .put("invoiceId", paid.id().toString());
        return view;
    }
}
