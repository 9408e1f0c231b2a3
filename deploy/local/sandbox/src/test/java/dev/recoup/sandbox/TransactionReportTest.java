package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows and summary of {@code /reporting/transactions} against a second reckoning that knows the guide only (18.3). */
class TransactionReportTest {

    private static final int OPERATIONS = 150;
    private static final int MOST_ROWS = 90;
    private static final List<String> BUCKETS = List.of(
            "pending",
            "confirmedPendingInvoice",
            "awaitingCollectionPartnerPayment",
            "readyToInvoiceDebitura",
            "awaitingDebituraPayment",
            "paid",
            "disputed");
    private static final List<String> COMMISSION = List.of("Unpaid", "Paid", "Credited");
    private static final List<String> PLATFORM = List.of("NotInvoiced", "InvoiceIssued", "PaymentReceived");
    private static final List<String> REFERRAL = List.of("Pending", "Invoiced", "Paid", "Disputed");

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private record Claimed(String id, String tenant, String reference, String country, String agency, BigDecimal fee) {}

    private static final class Row {
        private final String id;
        private final String payment;
        private final Claimed on;
        private final BigDecimal amount;
        private final String currency;
        private final Instant date;
        private String commission = "Unpaid";
        private String platform = "NotInvoiced";
        private String referral = "Pending";
        private Optional<BigDecimal> locked = Optional.empty();

        private Row(String id, String payment, Claimed on, BigDecimal amount, String currency, Instant date) {
            this.id = id;
            this.payment = payment;
            this.on = on;
            this.amount = amount;
            this.currency = currency;
            this.date = date;
        }

        private String company() {
            return on.tenant() + " A/S";
        }
    }

    /** One way to ask for less, and which rows it leaves. */
    private record Filter(String dimension, String query, Predicate<Row> leaves) {}

    private final Map<String, BigDecimal> rates = new HashMap<>(Map.of(
            "EUR", new BigDecimal("1.0837"),
            "DKK", new BigDecimal("0.1453"),
            "USD", BigDecimal.ONE));
    private final List<Claimed> claims = new ArrayList<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private String trigger = "PayWhenPaid";

    private void startWithThreeClients() {
        SANDBOX.control("/reset", "");
        for (String tenant : List.of("alder", "birch", "cedar")) {
            String token = SANDBOX.readyClient(tenant);
            for (String country : List.of("FR", "DK", "DE")) {
                String reference = tenant + "-" + country;
                String id = SANDBOX.submit(token, reference, claim(reference, country, "5000.00", ""))
                        .json(200)
                        .get("id")
                        .asText();
                SANDBOX.control("/cases/" + id + "/lifecycle", "{\"to\":\"Active\"}");
                JsonNode seen = SANDBOX.referral("/cases/" + id).json(200);
                claims.add(new Claimed(
                        id,
                        tenant,
                        seen.get("reference").asText(),
                        countryId(seen.at("/debtor/country").asText()),
                        SANDBOX.customer(token, "GET", "/cases/" + id, "")
                                .json(200)
                                .at("/collectionPartner/name")
                                .asText(),
                        SANDBOX.customer(token, "GET", "/cases/" + id, "")
                                .json(200)
                                .get("preLegalSuccessFee")
                                .decimalValue()));
            }
        }
    }

    private static String countryId(String name) {
        for (JsonNode country :
                SANDBOX.referral("/referral-partner/filter-options").json(200).get("countries")) {
            if (country.get("name").asText().equals(name)) {
                return country.get("id").asText();
            }
        }
        throw new AssertionError("No filter for " + name);
    }

    private static String agencyId(String name) {
        for (JsonNode place : SANDBOX.referral("/coverage").json(200)) {
            for (JsonNode partner : place.get("partners")) {
                if (partner.get("partnerName").asText().equals(name)) {
                    return partner.get("partnerId").asText();
                }
            }
        }
        throw new AssertionError("No agency " + name);
    }

    private <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void operate(Random random) {
        switch (rows.isEmpty() ? 0 : random.nextInt(10)) {
            case 0, 1, 2, 3 -> pay(random);
            case 4, 5, 6, 7 -> change(any(List.copyOf(rows.values()), random), random);
            case 8 -> quote(any(List.of("EUR", "DKK"), random), random);
            default -> {
                switch (random.nextInt(3)) {
                    case 0 -> reverse(any(List.copyOf(rows.values()), random));
                    case 1 -> trigger(any(List.of("PayWhenPaid", "ConfirmedPipeline"), random));
                    default -> SANDBOX.control("/clock/advance", "{\"seconds\":86400}");
                }
            }
        }
    }

    private void pay(Random random) {
        if (rows.size() == MOST_ROWS) {
            return;
        }
        Claimed on = any(claims, random);
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(1, 9_000), 2);
        String currency = any(List.of("EUR", "EUR", "USD", "DKK"), random);
        Instant date = Instant.parse("2026-0%d-%02dT10:00:00Z".formatted(random.nextInt(1, 7), random.nextInt(1, 29)));
        SANDBOX.control(
                "/cases/" + on.id() + "/payments",
                "{\"amount\":\"%s\",\"currency\":\"%s\",\"date\":\"%s\"}".formatted(amount, currency, date));
        JsonNode state = SANDBOX.state();
        String id = last(state.get("transactions")).get("transactionId").asText();
        rows.put(id, new Row(id, last(state.get("payments")).get("id").asText(), on, amount, currency, date));
    }

    private static JsonNode last(JsonNode list) {
        return list.get(list.size() - 1);
    }

    private void change(Row row, Random random) {
        row.commission = any(COMMISSION, random);
        row.platform = any(PLATFORM, random);
        row.referral = any(REFERRAL, random);
        SANDBOX.control(
                "/transactions/" + row.id + "/status",
                "{\"commission\":\"%s\",\"platform\":\"%s\",\"referral\":\"%s\"}"
                        .formatted(row.commission, row.platform, row.referral));
        row.locked = bucket(row) == 0 ? Optional.empty() : Optional.of(rate(row));
    }

    private void quote(String currency, Random random) {
        BigDecimal rate = BigDecimal.valueOf(random.nextInt(5_000, 20_000), 4);
        SANDBOX.control("/rates", "{\"usd\":{\"%s\":\"%s\"}}".formatted(currency, rate));
        rates.put(currency, rate);
    }

    private void reverse(Row row) {
        SANDBOX.control("DELETE", "/payments/" + row.payment, "").json(200);
        rows.remove(row.id);
    }

    private void trigger(String mode) {
        SANDBOX.control("/partner", "{\"invoicingTriggerMode\":\"" + mode + "\"}");
        trigger = mode;
    }

    /** The documented predicates, in the order of the table. */
    private int bucket(Row row) {
        boolean open = row.referral.equals("Pending");
        boolean confirmed = row.commission.equals("Paid");
        if (row.referral.equals("Invoiced")) {
            return 4;
        }
        if (row.referral.equals("Paid")) {
            return 5;
        }
        if (row.referral.equals("Disputed")) {
            return 6;
        }
        if (open && row.platform.equals("PaymentReceived")) {
            return 3;
        }
        boolean folds = trigger.equals("ConfirmedPipeline") && confirmed;
        if (open && row.platform.equals("InvoiceIssued")) {
            return folds ? 3 : 2;
        }
        if (confirmed) {
            return folds ? 3 : 1;
        }
        return 0;
    }

    private BigDecimal rate(Row row) {
        return row.locked.orElseGet(() -> rates.get(row.currency));
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    /** Collected * success fee * 40 %. */
    private BigDecimal platformRevenue(Row row) {
        return row.amount.multiply(row.on.fee()).movePointLeft(2).multiply(new BigDecimal("0.4"));
    }

    private BigDecimal feeUsd(Row row) {
        return cents(platformRevenue(row).multiply(new BigDecimal("0.5")).multiply(rate(row)));
    }

    private List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Filter(
                "tenant", "ExternalTenantId=birch", row -> row.on.tenant().equals("birch")));
        filters.add(new Filter("tenant", "ExternalTenantId=Birch", row -> false));
        filters.add(
                new Filter("recognized", "HasRecognizedRevenue=true", row -> row.platform.equals("PaymentReceived")));
        filters.add(
                new Filter("recognized", "HasRecognizedRevenue=false", row -> !row.platform.equals("PaymentReceived")));
        for (int number = 0; number < 3; number++) {
            String commission = COMMISSION.get(number);
            String platform = PLATFORM.get(number);
            filters.add(new Filter(
                    "commission", "CommissionPaymentStatuses=" + number, row -> row.commission.equals(commission)));
            filters.add(new Filter(
                    "platform", "PlatformInvoicingStatuses=" + number, row -> row.platform.equals(platform)));
        }
        filters.add(new Filter(
                "commission",
                "CommissionPaymentStatuses=0&CommissionPaymentStatuses=2",
                row -> !row.commission.equals("Paid")));
        filters.add(new Filter("platform", "PlatformInvoicingStatuses=3", row -> false));
        for (int number = 0; number < REFERRAL.size(); number++) {
            String referral = REFERRAL.get(number);
            filters.add(new Filter(
                    "referral", "ReferralInvoicingStatuses=" + number, row -> row.referral.equals(referral)));
        }
        filters.add(new Filter("search", "Search=EDAR%20a", row -> row.company().startsWith("cedar")));
        filters.add(new Filter("search", "Search=z", row -> true));
        String part = claims.getFirst().reference().substring(2, 7).toLowerCase(Locale.ROOT);
        filters.add(new Filter(
                "search",
                "Search=" + part,
                row -> row.on.reference().toLowerCase(Locale.ROOT).contains(part)));
        Instant from = Instant.parse("2026-03-04T10:00:00Z");
        Instant to = Instant.parse("2026-05-06T10:00:00Z");
        filters.add(new Filter("from", "FromDate=" + from, row -> !row.date.isBefore(from)));
        filters.add(new Filter("to", "ToDate=" + to, row -> !row.date.isAfter(to)));
        String country = claims.getFirst().country();
        String second = claims.get(1).country();
        filters.add(new Filter(
                "country", "CountryIds=" + country, row -> row.on.country().equals(country)));
        filters.add(
                new Filter("country", "CountryIds=" + country + "&CountryIds=" + second, row -> List.of(country, second)
                        .contains(row.on.country())));
        String agency = claims.get(1).agency();
        filters.add(new Filter("agency", "CollectionPartnerIds=" + agencyId(agency), row -> row.on
                .agency()
                .equals(agency)));
        return filters;
    }

    private List<Filter> stages() {
        List<Filter> stages = new ArrayList<>();
        stages.add(new Filter("stage", "", row -> true));
        for (int number = 0; number < BUCKETS.size(); number++) {
            int stage = number;
            stages.add(new Filter("stage", "RevenueStages=" + number, row -> bucket(row) == stage));
        }
        stages.add(new Filter("stage", "RevenueStages=0&RevenueStages=3&RevenueStages=6", row -> bucket(row) % 3 == 0));
        return stages;
    }

    /** Every filter alone, every pair of filters on different things, and a hundred larger sets, each with a stage. */
    private List<List<Filter>> combinations(Random random) {
        List<Filter> filters = filters();
        List<List<Filter>> combinations = new ArrayList<>(List.of(List.of()));
        for (Filter one : filters) {
            combinations.add(List.of(one));
            for (Filter other : filters) {
                if (one.dimension().compareTo(other.dimension()) < 0) {
                    combinations.add(List.of(one, other));
                }
            }
        }
        for (int count = 0; count < 100; count++) {
            Map<String, Filter> chosen = new LinkedHashMap<>();
            for (int size = 0; size < 5; size++) {
                Filter filter = any(filters, random);
                chosen.put(filter.dimension(), filter);
            }
            combinations.add(List.copyOf(chosen.values()));
        }
        return combinations;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void after_any_operations_rows_and_summary_agree_under_every_filter(long seed) {
        Random random = new Random(seed);
        startWithThreeClients();
        SANDBOX.given(Unknown.REVERSAL_ROWS, Behaviour.A);
        SANDBOX.given(Unknown.CREDITED_INVOICE_BUCKET, Behaviour.A);
        for (int count = 0; count < OPERATIONS; count++) {
            operate(random);
        }
        for (String mode : List.of("PayWhenPaid", "ConfirmedPipeline")) {
            trigger(mode);
            List<Filter> stages = stages();
            for (List<Filter> combination : combinations(random)) {
                compare(combination, any(stages, random));
            }
            stages.forEach(stage -> compare(List.of(), stage));
        }
        assertThat(SANDBOX.state().get("violations")).isEmpty();
    }

    private void compare(List<Filter> combination, Filter stage) {
        String query = Stream.concat(combination.stream(), Stream.of(stage))
                .map(Filter::query)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        JsonNode answer = SANDBOX.referral("/reporting/transactions?PageSize=100&" + query)
                .json(200);
        List<Row> matching = rows.values().stream()
                .filter(row ->
                        combination.stream().allMatch(filter -> filter.leaves().test(row)))
                .toList();
        List<Row> staged =
                matching.stream().filter(row -> stage.leaves().test(row)).toList();

        assertThat(ids(answer))
                .as(query)
                .isEqualTo(staged.stream()
                        .sorted(Comparator.comparing((Row row) -> row.date).reversed())
                        .map(row -> row.id)
                        .toList());
        answer.get("data")
                .forEach(shown ->
                        compare(shown, rows.get(shown.get("transactionId").asText()), query));
        compareSummary(answer.get("summary"), matching, query);
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.get("data").forEach(row -> ids.add(row.get("transactionId").asText()));
        return ids;
    }

    private void compare(JsonNode shown, Row row, String query) {
        assertThat(shown.at("/earnings/referralFeeAmountUsd").decimalValue())
                .as(query)
                .isEqualByComparingTo(feeUsd(row));
        assertThat(shown.at("/earnings/isEstimate").asBoolean()).as(query).isEqualTo(!row.commission.equals("Paid"));
        boolean recognized = row.platform.equals("PaymentReceived");
        assertThat(shown.at("/recognition/isRecognized").asBoolean()).as(query).isEqualTo(recognized);
        assertThat(shown.at("/recognition/referralFeeRecognizedUsd").decimalValue())
                .as(query)
                .isEqualByComparingTo(recognized ? feeUsd(row) : BigDecimal.ZERO);
        assertThat(shown.at("/status/referralInvoicingStatus").asText())
                .as(query)
                .isEqualTo(row.referral);
    }

    private void compareSummary(JsonNode summary, List<Row> matching, String query) {
        for (int number = 0; number < BUCKETS.size(); number++) {
            int bucket = number;
            List<Row> inside =
                    matching.stream().filter(row -> bucket(row) == bucket).toList();
            BigDecimal usd = inside.stream().map(this::feeUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
            String name = BUCKETS.get(number);
            assertThat(summary.at("/revenue/" + name + "Count").asInt())
                    .as(name + " of " + query)
                    .isEqualTo(inside.size());
            assertThat(summary.at("/revenue/" + name + "ReferralFeeUsd").decimalValue())
                    .as(name + " of " + query)
                    .isEqualByComparingTo(usd);
        }
        assertThat(summary.get("totalDebituraRevenueUsd").decimalValue())
                .as(query)
                .isEqualByComparingTo(matching.stream()
                        .map(row -> cents(platformRevenue(row).multiply(rate(row))))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void pages_hold_every_row_once_in_the_order_asked_for() {
        Random random = new Random(4);
        startWithThreeClients();
        while (rows.size() < 25) {
            pay(random);
        }
        Comparator<Row> byDate = Comparator.comparing(row -> row.date);
        Comparator<Row> byAmount = Comparator.comparing(row -> row.amount);
        Map<String, Comparator<Row>> orders = Map.of(
                "",
                byDate.reversed(),
                "&Sort=collectionDate:desc",
                byDate.reversed(),
                "&Sort=collectionDate:asc",
                byDate,
                "&Sort=collectionDate",
                byDate,
                "&Sort=amount:asc",
                byAmount,
                "&Sort=Amount:DESC",
                byAmount.reversed());
        orders.forEach((sort, order) -> {
            List<String> seen = new ArrayList<>();
            for (int page = 1; page <= 4; page++) {
                JsonNode answer = SANDBOX.referral("/reporting/transactions?PageSize=7&Page=" + page + sort)
                        .json(200);
                assertThat(answer.at("/page/totalPages").asInt()).isEqualTo(4);
                assertThat(answer.at("/summary/revenue/pendingCount").asInt()).isEqualTo(25);
                seen.addAll(ids(answer));
            }
            assertThat(seen)
                    .as(sort)
                    .isEqualTo(rows.values().stream()
                            .sorted(order)
                            .map(row -> row.id)
                            .toList());
        });
        assertThat(SANDBOX.referral("/reporting/transactions").json(200).get("data"))
                .hasSize(10);
    }

    @Test
    void filters_take_numbers_and_refuse_what_is_none() {
        startWithThreeClients();
        for (String wrong : List.of(
                "CommissionPaymentStatuses=Paid",
                "CommissionPaymentStatuses=3",
                "ReferralInvoicingStatuses=4",
                "RevenueStages=7",
                "CountryIds=DK",
                "CollectionPartnerIds=1",
                "FromDate=yesterday",
                "HasRecognizedRevenue=perhaps",
                "PageSize=101",
                "Page=0")) {
            assertThat(SANDBOX.referral("/reporting/transactions?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }
}
