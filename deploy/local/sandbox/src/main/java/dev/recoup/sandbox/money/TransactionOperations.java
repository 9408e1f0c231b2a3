package dev.recoup.sandbox.money;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.Paging;
import dev.recoup.sandbox.pricing.Shares;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The Referral API's {@code /reporting/transactions} (guide 18.2 and 18.3). */
public final class TransactionOperations {

    private static final int PAGE_SIZE = 10;
    private static final int SHORTEST_SEARCH = 2;

    private final Ledger ledger;
    private final Map<Stage, BigDecimal> falsified = new EnumMap<>(Stage.class);

    /** Prepares the operation. */
    public TransactionOperations(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Adds the operation to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("listTransactions", this::list);
    }

    /** Makes the summary wrong by {@code deltaUsd} in one bucket; rows stay right. */
    public void falsify(Stage stage, BigDecimal deltaUsd) {
        falsified.merge(stage, deltaUsd, BigDecimal::add);
    }

    /** Makes the summary right again. */
    public void correct() {
        falsified.clear();
    }

    private Answer list(Call call) {
        List<Transaction> matching = ledger.transactions().stream()
                .filter(filter(call))
                .sorted(order(call.query("Sort").orElse("collectionDate:desc")))
                .toList();
        List<String> stages = call.queries("RevenueStages");
        List<Transaction> staged = matching.stream()
                .filter(row -> holds(stages, ledger.stage(row).ordinal()))
                .toList();
        Paging<Transaction> page = Paging.cut(staged, call, PAGE_SIZE);
        ObjectNode answer = Json.object();
        answer.set("data", Json.array(page.items(), TransactionOperations::view));
        answer.set("page", page.page());
        answer.set("summary", summary(matching));
        return Answer.ok(answer);
    }

    private static boolean holds(List<String> wanted, int number) {
        return wanted.isEmpty() || wanted.contains(Integer.toString(number));
    }

    private static Predicate<Transaction> filter(Call call) {
        var from = call.instant("FromDate");
        var to = call.instant("ToDate");
        Optional<String> tenant = call.query("ExternalTenantId");
        Optional<Boolean> recognized = call.query("HasRecognizedRevenue").map(Boolean::parseBoolean);
        Optional<String> search = call.query("Search")
                .filter(text -> text.length() >= SHORTEST_SEARCH)
                .map(text -> text.toLowerCase(Locale.ROOT));
        List<String> countries = call.queries("CountryIds");
        List<String> partners = call.queries("CollectionPartnerIds");
        Predicate<Transaction> filter =
                row -> from.map(bound -> !row.payment().at().isBefore(bound)).orElse(true);
        return filter.and(row ->
                        to.map(bound -> !row.payment().at().isAfter(bound)).orElse(true))
                .and(row -> tenant.map(row.link().externalTenantId()::equals).orElse(true))
                .and(row ->
                        recognized.map(wanted -> wanted == row.isRecognized()).orElse(true))
                .and(row -> search.map(text -> mentions(row, text)).orElse(true))
                .and(row -> holds(
                        call.queries("CommissionPaymentStatuses"),
                        row.status().commission().ordinal()))
                .and(row -> holds(
                        call.queries("PlatformInvoicingStatuses"),
                        row.status().invoicing().ordinal()))
                .and(row -> holds(
                        call.queries("ReferralInvoicingStatuses"),
                        row.status().referral().ordinal()))
                .and(row -> holds(
                        countries, row.payment().paidCase().debtorCountry().id()))
                .and(row -> partners.isEmpty()
                        || row.payment()
                                .paidCase()
                                .collectionPartner()
                                .filter(partner ->
                                        partners.contains(partner.id().toString()))
                                .isPresent());
    }

    private static boolean mentions(Transaction row, String text) {
        return (row.payment().paidCase().reference() + "\n"
                        + row.link().account().profile().name())
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }

    private static Comparator<Transaction> order(String sort) {
        String lower = sort.toLowerCase(Locale.ROOT);
        Comparator<Transaction> order = lower.startsWith("amount")
                ? Comparator.comparing(row -> row.payment().amount())
                : Comparator.comparing(row -> row.payment().at());
        return lower.endsWith(":desc") ? order.reversed() : order;
    }

    private ObjectNode summary(List<Transaction> matching) {
        ObjectNode revenue = Json.object();
        ledger.buckets(matching).forEach((stage, bucket) -> {
            BigDecimal shown = bucket.shifted(falsified.getOrDefault(stage, BigDecimal.ZERO))
                    .usd();
            revenue.put(stage.summaryPrefix() + "ReferralFeeUsd", shown)
                    .put(stage.summaryPrefix() + "Count", bucket.count());
        });
        BigDecimal platform = matching.stream()
                .map(Transaction::platformRevenueUsd)
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        ObjectNode summary = Json.object();
        summary.set("revenue", revenue);
        return summary.put("totalDebituraRevenueUsd", platform);
    }

    private static ObjectNode view(Transaction row) {
        Payment payment = row.payment();
        CollectionCase paid = payment.paidCase();
        ObjectNode view =
                Json.object().put("transactionId", row.id().toString()).put("date", Json.timestamp(payment.at()));
        view.putObject("client")
                .put("externalTenantId", row.link().externalTenantId())
                .put("creditorId", row.link().account().id().toString())
                .put("companyName", row.link().account().profile().name());
        view.putObject("case")
                .put("invoiceId", paid.id().toString())
                .put("caseReference", paid.reference())
                .put("debtorName", paid.debtorName())
                .put("originalAmount", paid.grossAmount())
                .put("currency", paid.currency());
        view.putObject("payment")
                .put("amount", payment.amount())
                .put("currency", paid.currency())
                .put("paymentDate", Json.timestamp(payment.at()));
        view.putObject("earnings")
                .put("currency", paid.currency())
                .put("debituraRevenue", row.platformRevenue())
                .put("debituraRevenueUsd", row.platformRevenueUsd())
                .put("referralFeePercentage", row.link().referralFeePercentage())
                .put("referralFeeAmount", row.referralFee())
                .put("referralFeeAmountUsd", row.referralFeeUsd())
                .put("isEstimate", row.isEstimate());
        view.putObject("recognition")
                .put("isRecognized", row.isRecognized())
                .put(
                        "referralFeeRecognizedUsd",
                        row.isRecognized() ? row.referralFeeUsd() : Shares.cents(BigDecimal.ZERO));
        view.putObject("status")
                .put("commissionPaymentStatus", row.commissionPaymentStatus())
                .put("platformInvoicingStatus", row.platformInvoicingStatus())
                .put("referralInvoicingStatus", row.referralInvoicingStatus());
        return view;
    }
}
