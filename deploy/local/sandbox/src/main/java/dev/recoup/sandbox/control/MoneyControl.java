package dev.recoup.sandbox.control;

import static dev.recoup.sandbox.control.ControlApi.amount;
import static dev.recoup.sandbox.control.ControlApi.answering;
import static dev.recoup.sandbox.control.ControlApi.id;
import static dev.recoup.sandbox.control.ControlApi.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.money.Exchange;
import dev.recoup.sandbox.money.InvoicingTrigger;
import dev.recoup.sandbox.money.Payment;
import dev.recoup.sandbox.money.Receipt;
import dev.recoup.sandbox.money.Stage;
import dev.recoup.sandbox.money.Transaction;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The endpoints that move money: payments, the partner's terms, rows of the pipeline, exchange rates. */
final class MoneyControl {

    private final ControlApi.Reach reach;

    MoneyControl(ControlApi.Reach reach) {
        this.reach = reach;
    }

    void addTo(Router router) {
        router.post("/_sandbox/cases/:id/payments").handler(answering(this::pay));
        router.delete("/_sandbox/payments/:id").handler(answering(this::reverse));
        router.post("/_sandbox/transactions/:id/stage").handler(answering(this::move));
        router.post("/_sandbox/transactions/:id/status").handler(answering(this::change));
        router.post("/_sandbox/partner").handler(answering((context, body) -> changePartner(body)));
        router.post("/_sandbox/rates").handler(answering((context, body) -> changeRates(body)));
        router.post("/_sandbox/agency-invoices").handler(answering((context, body) -> invoiceAgencies(body)));
        router.post("/_sandbox/summary/falsify").handler(answering((context, body) -> falsify(body)));
        router.delete("/_sandbox/summary/falsify").handler(answering((context, body) -> {
            reach.transactions().correct();
            return Json.object();
        }));
    }

    private ObjectNode pay(RoutingContext context, JsonNode body) {
        Receipt receipt = new Receipt(
                body.has("amount") ? Optional.of(amount(body, "amount")) : Optional.empty(),
                Json.text(body, "currency"),
                Json.text(body, "recipient").map(Payment.Recipient::of).orElse(Payment.Recipient.COLLECTION_PARTNER),
                Json.text(body, "method").map(Payment.Method::of).orElse(Payment.Method.BANK_TRANSFER),
                Json.text(body, "date").map(Call::instantOf));
        return reach.state()
                .view(reach.ledger()
                        .receive(
                                reach.cases()
                                        .find(id(context, "id"))
                                        .orElseThrow(() -> new NoSuchElementException("No such case")),
                                receipt));
    }

    private ObjectNode reverse(RoutingContext context, JsonNode body) {
        Payment payment = reach.ledger()
                .payment(id(context, "id"))
                .orElseThrow(() -> new NoSuchElementException("No such payment"));
        reach.ledger().reverse(payment);
        return reach.state().view(payment);
    }

    private Transaction row(RoutingContext context) {
        return reach.ledger()
                .transaction(id(context, "id"))
                .orElseThrow(() -> new NoSuchElementException("No such transaction"));
    }

    private static Stage stage(String name) {
        return Stage.of(name).orElseThrow(() -> new IllegalArgumentException("Unknown stage"));
    }

    private ObjectNode move(RoutingContext context, JsonNode body) {
        Transaction row = row(context);
        reach.ledger().move(row, stage(required(body, "to")));
        return reach.state().view(row);
    }

    private ObjectNode change(RoutingContext context, JsonNode body) {
        Transaction row = row(context);
        reach.ledger()
                .change(row, Json.text(body, "commission"), Json.text(body, "platform"), Json.text(body, "referral"));
        return reach.state().view(row);
    }

    private ObjectNode changePartner(JsonNode body) {
        Optional<InvoicingTrigger> trigger = Json.text(body, "invoicingTriggerMode")
                .map(mode -> InvoicingTrigger.of(mode)
                        .orElseThrow(() -> new IllegalArgumentException("Unknown trigger mode")));
        if (body.has("referralFeePercentage")) {
            reach.clients().referralFee(amount(body, "referralFeePercentage"));
        }
        trigger.ifPresent(reach.ledger()::trigger);
        return Json.object()
                .put("invoicingTriggerMode", reach.ledger().trigger().wireName())
                .put("referralFeePercentage", reach.clients().referralFee().toPlainString());
    }

    private ObjectNode changeRates(JsonNode body) {
        Exchange exchange = reach.ledger().exchange();
        Json.text(body, "course").map(Exchange.Course::of).ifPresent(exchange::course);
        body.path("usd")
                .properties()
                .forEach(rate -> exchange.set(rate.getKey(), amount(body.path("usd"), rate.getKey())));
        return Json.object();
    }

    private ObjectNode invoiceAgencies(JsonNode body) {
        return switch (Json.text(body, "when").orElse("now")) {
            case "now" -> Json.object().put("rows", reach.ledger().invoiceAgencies());
            case "monthly" -> {
                reach.ledger().invoiceAgenciesMonthly();
                yield Json.object();
            }
            default -> throw new IllegalArgumentException("when is now or monthly");
        };
    }

    private ObjectNode falsify(JsonNode body) {
        BigDecimal delta = amount(body, "deltaUsd");
        reach.transactions().falsify(stage(required(body, "stage")), delta);
        return Json.object();
    }
}
