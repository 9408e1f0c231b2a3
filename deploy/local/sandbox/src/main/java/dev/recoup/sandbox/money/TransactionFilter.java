package dev.recoup.sandbox.money;

import dev.recoup.sandbox.contract.Call;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which rows a call to {@code /reporting/transactions} asks for, the stage apart: filters combine by AND. */
final class TransactionFilter {

    private static final int SHORTEST_SEARCH = 2;

    private TransactionFilter() {}

    static Predicate<Transaction> of(Call call) {
        return period(call)
                .and(recognition(call))
                .and(tenant(call))
                .and(search(call))
                .and(statuses(call))
                .and(debtorCountries(call))
                .and(collectionPartners(call));
    }

    /** What a repeatable parameter with numbers lets pass; everything when it is absent. */
    static Predicate<Integer> numbers(Call call, String name) {
        Set<Integer> wanted = call.queries(name).stream().map(Integer::valueOf).collect(Collectors.toSet());
        return number -> wanted.isEmpty() || wanted.contains(number);
    }

    private static Predicate<Transaction> period(Call call) {
        Instant from = call.instant("FromDate").orElse(Instant.MIN);
        Instant to = call.instant("ToDate").orElse(Instant.MAX);
        return row -> !row.payment().on().isBefore(from) && !row.payment().on().isAfter(to);
    }

    private static Predicate<Transaction> recognition(Call call) {
        return call.query("HasRecognizedRevenue")
                .map(Boolean::parseBoolean)
                .<Predicate<Transaction>>map(wanted -> row -> row.isRecognized() == wanted)
                .orElse(row -> true);
    }

    private static Predicate<Transaction> tenant(Call call) {
        return call.query("ExternalTenantId")
                .<Predicate<Transaction>>map(
                        wanted -> row -> wanted.equals(row.link().externalTenantId()))
                .orElse(row -> true);
    }

    private static Predicate<Transaction> search(Call call) {
        return call.query("Search")
                .filter(text -> text.length() >= SHORTEST_SEARCH)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .<Predicate<Transaction>>map(text -> row -> mentions(row, text))
                .orElse(row -> true);
    }

    private static boolean mentions(Transaction row, String text) {
        return holds(row.payment().paidCase().reference(), text)
                || holds(row.link().account().profile().name(), text);
    }

    private static boolean holds(String where, String text) {
        return where.toLowerCase(Locale.ROOT).contains(text);
    }

    private static Predicate<Transaction> statuses(Call call) {
        Predicate<Integer> commissions = numbers(call, "CommissionPaymentStatuses");
        Predicate<Integer> invoices = numbers(call, "PlatformInvoicingStatuses");
        Predicate<Integer> referrals = numbers(call, "ReferralInvoicingStatuses");
        return row -> commissions.test(row.status().commission().ordinal())
                && invoices.test(row.status().invoicing().ordinal())
                && referrals.test(row.status().referral().ordinal());
    }

    private static Predicate<Transaction> debtorCountries(Call call) {
        Predicate<Integer> countries = numbers(call, "CountryIds");
        return row -> countries.test(row.payment().paidCase().debtorCountry().id());
    }

    private static Predicate<Transaction> collectionPartners(Call call) {
        Set<String> wanted = call.queries("CollectionPartnerIds").stream()
                .map(id -> id.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return row -> wanted.isEmpty()
                || row.payment()
                        .paidCase()
                        .collectionPartner()
                        .filter(partner -> wanted.contains(partner.id().toString()))
                        .isPresent();
    }
}
