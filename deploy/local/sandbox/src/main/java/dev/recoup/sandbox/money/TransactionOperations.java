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
import java.util.function.Predicate;

/** The Referral API's {@code /reporting/transactions} (guide 18.2 and 18.3). */
public final class TransactionOperations {

    private static final int PAGE_SIZE = 10;

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
                .filter(TransactionFilter.of(call))
                .sorted(order(call.query("Sort").orElse("")))
                .toList();
        Predicate<Integer> stages = TransactionFilter.numbers(call, "RevenueStages");
        List<Transaction> staged = matching.stream()
                .filter(row -> stages.test(ledger.stage(row).ordinal()))
                .toList();
        Paging<Transaction> page = Paging.cut(staged, call, PAGE_SIZE);
        ObjectNode answer = Json.object();
        answer.set("data", Json.array(page.items(), TransactionOperations::view));
        answer.set("page", page.page());
        answer.set("summary", summary(matching));
        return Answer.ok(answer);
    }

    /** Newest first unless asked otherwise; what is equal stays in the order of booking. */
    private static Comparator<Transaction> order(String sort) {
        Comparator<Transaction> byDate =
                Comparator.comparing(row -> row.payment().on());
        Comparator<Transaction> byAmount =
                Comparator.comparing(row -> row.payment().amount());
        return switch (sort.toLowerCase(Locale.ROOT)) {
            case "collectiondate", "collectiondate:asc" -> byDate;
            case "amount", "amount:asc" -> byAmount;
            case "amount:desc" -> byAmount.reversed();
            default -> byDate.reversed();
        };
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
                Json.object().put("transactionId", row.id().toString()).put("date", Json.timestamp(payment.on()));
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
                .put("currency", payment.currency())
                .put("paymentDate", Json.timestamp(payment.on()));
        view.putObject("earnings")
                .put("currency", payment.currency())
                .put("debituraRevenue", row.platformRevenue())
                .put("debituraRevenueUsd", row.platformRevenueUsd())
                .put("referralFeePercentage", row.referralFeePercentage())
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
