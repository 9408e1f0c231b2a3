package dev.recoup.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.clients.SigningUrls;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.Violations;
import dev.recoup.sandbox.files.CaseFiles;
import dev.recoup.sandbox.money.Ledger;
import dev.recoup.sandbox.money.Payment;
import dev.recoup.sandbox.money.Stage;
import dev.recoup.sandbox.money.Transaction;
import dev.recoup.sandbox.tokens.Tokens;
import dev.recoup.sandbox.webhooks.Webhooks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What really happened, as {@code GET /_sandbox/state} tells it. Amounts are decimal strings, lifecycles and stages
 * are names.
 *
 * @param clients accounts and links
 * @param cases all cases
 * @param ledger payments and earnings
 * @param webhooks deliveries
 * @param tokens minted tokens
 * @param urls signing pages
 * @param files what was attached to cases
 * @param violations departures from the contracts
 * @param apis whose requests are counted
 */
public record StateView(
        Clients clients,
        Cases cases,
        Ledger ledger,
        Webhooks webhooks,
        Tokens tokens,
        SigningUrls urls,
        CaseFiles files,
        Violations violations,
        List<ApiServer> apis) {

    private static final int LARGEST_WHOLE = 50_000;

    /**
     * Returns the whole state.
     *
     * @throws IllegalArgumentException when it is too large for one answer
     */
    public ObjectNode view() {
        if (cases.all().size() > LARGEST_WHOLE) {
            throw new IllegalArgumentException("With more than " + LARGEST_WHOLE
                    + " cases the state comes by /_sandbox/state/counts and /_sandbox/state/cases");
        }
        ObjectNode state = Json.object();
        state.set("clients", Json.array(clients.links(), this::view));
        state.set("cases", Json.array(cases.all(), this::view));
        state.set("payments", Json.array(ledger.payments(), this::view));
        state.set("transactions", Json.array(ledger.transactions(), this::view));
        state.putObject("earned").set("byStage", earned());
        state.set("files", files.view());
        state.set("deliveries", webhooks.attempts());
        ObjectNode minted = state.putObject("tokensMinted");
        tokens.minted().forEach(minted::put);
        state.set("requests", requests());
        state.set("violations", violations.view());
        state.set("refusals", violations.refusals());
        return state;
    }

    /** Returns how much there is of everything. */
    ObjectNode counts() {
        return Json.object()
                .put("clients", clients.links().size())
                .put("cases", cases.all().size())
                .put("payments", ledger.payments().size())
                .put("transactions", ledger.transactions().size())
                .put("deliveries", webhooks.attemptsMade())
                .put("violations", violations.view().size());
    }

    /** Returns some of the cases, oldest first, from a number on that counts from 0. */
    ObjectNode cases(int from, int limit) {
        int size = cases.all().size();
        int begin = Math.min(from, size);
        return Json.object()
                .put("total", size)
                .set("cases", Json.array(cases.all().subList(begin, Math.min(size, begin + limit)), this::view));
    }

    ObjectNode view(Link link) {
        Account account = link.account();
        ObjectNode view = Json.object()
                .put("externalTenantId", link.externalTenantId())
                .put("creditorId", account.id().toString())
                .put("linkId", link.id().toString())
                .put("onboardingDone", account.agreement() == Account.Agreement.SIGNED)
                .put("isAttributedClient", link.attribution() == Link.Attribution.EVERY_CASE)
                .put("onboardingUrl", urls.onboarding(link).orElse(null));
        Account.User first = account.users().getFirst();
        return view.set("users", Json.array(account.users(), user -> Json.object()
                .put("email", user.email())
                .put("role", user == first ? "CreditorAdmin" : "CreditorUser")));
    }

    ObjectNode view(CollectionCase shown) {
        return Json.object()
                .put("id", shown.id().toString())
                .put("reference", shown.reference())
                .put("creditorReference", shown.creditorReference().orElse(null))
                .put(
                        "externalTenantId",
                        clients.linkOf(shown.account())
                                .map(Link::externalTenantId)
                                .orElse(null))
                .put("grossAmount", Json.amount(shown.grossAmount()))
                .put("remainder", Json.amount(shown.remainder()))
                .put("currency", shown.currency())
                .put("lifecycle", shown.lifecycle().wireName())
                .put("closeCode", shown.closeCode().orElse(null))
                .put("isTest", shown.kind() == CollectionCase.Kind.TEST)
                .put("idempotencyKey", shown.origin().idempotencyKey().orElse(null))
                .put("via", shown.origin().via().text());
    }

    ObjectNode view(Payment payment) {
        return Json.object()
                .put("id", payment.id().toString())
                .put("caseId", payment.paidCase().id().toString())
                .put("amount", Json.amount(payment.amount()))
                .put("currency", payment.currency())
                .put("booked", Json.amount(payment.booked()))
                .put("recipient", payment.recipient().wireName())
                .put("reversed", !ledger.stands(payment));
    }

    ObjectNode view(Transaction row) {
        return Json.object()
                .put("transactionId", row.id().toString())
                .put("externalTenantId", row.link().externalTenantId())
                .put("caseId", row.payment().paidCase().id().toString())
                .put("stage", ledger.stage(row).wireName())
                .put("referralFeeUsd", Json.amount(row.referralFeeUsd()))
                .put("referralFee", Json.amount(row.referralFee()))
                .put("currency", row.payment().currency())
                .put("commissionPaymentStatus", row.commissionPaymentStatus())
                .put("platformInvoicingStatus", row.platformInvoicingStatus())
                .put("referralInvoicingStatus", row.referralInvoicingStatus())
                .put("isEstimate", row.isEstimate());
    }

    private ObjectNode earned() {
        ObjectNode byStage = Json.object();
        Map<Stage, Ledger.Bucket> buckets = ledger.buckets(ledger.transactions());
        buckets.forEach((stage, bucket) ->
                byStage.putObject(stage.wireName()).put("count", bucket.count()).put("usd", Json.amount(bucket.usd())));
        return byStage;
    }

    /** Counts by operationId over both APIs, and by the API's name, a dot and the operationId. */
    private ObjectNode requests() {
        Map<String, Integer> counts = new TreeMap<>();
        for (ApiServer api : apis) {
            api.requests().forEach((operation, count) -> {
                counts.merge(operation, count, Integer::sum);
                counts.merge(api.name() + "." + operation, count, Integer::sum);
            });
        }
        ObjectNode requests = Json.object();
        counts.forEach(requests::put);
        return requests;
    }
}
