package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.DebtorKind;
import dev.recoup.sandbox.coverage.Jurisdiction;
import dev.recoup.sandbox.coverage.UsState;
import dev.recoup.sandbox.pricing.Rates;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What a case must look like beyond its schema (guide 8 and 22.4). */
final class CaseRules {

    private final JsonNode request;
    private final Instant now;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    private CaseRules(JsonNode request, Instant now) {
        this.request = request;
        this.now = now;
    }

    /** Returns messages by field; empty when the request is good. */
    static Map<String, List<String>> check(
            JsonNode request, Optional<Account> account, Catalogue catalogue, Instant now) {
        CaseRules rules = new CaseRules(request, now);
        rules.checkMoney();
        rules.checkDates();
        rules.checkDebtor(request.path("debtor"));
        rules.checkRouting(catalogue);
        rules.checkDivision(account);
        account.ifPresent(rules::checkTeam);
        return rules.errors;
    }

    /** Returns messages by field for a preview; empty when it is good. */
    static Map<String, List<String>> checkPreview(JsonNode request, Instant now) {
        CaseRules rules = new CaseRules(request, now);
        rules.checkMoney();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Optional<LocalDate> due = rules.day("dueDate");
        rules.require(due.filter(day -> day.isAfter(today)).isEmpty(), "dueDate", "Must not lie in the future");
        boolean buckets = Stream.of("6", "12", "24")
                .anyMatch(months -> Json.decimal(request, "amountToRecoverOver" + months + "Months")
                        .isPresent());
        rules.require(due.isEmpty() || !buckets, "dueDate", "Excludes the age buckets");
        rules.checkKindAndCountry(request.get("debtor"));
        return rules.errors;
    }

    static Optional<Country> country(JsonNode debtor) {
        return Json.text(debtor, "countryAlpha2").map(Country::ofCode).orElseGet(() -> Json.text(debtor, "country")
                .flatMap(Country::of));
    }

    /** Returns where a debtor is; empty while the country, or the state where there must be one, is not known. */
    static Optional<Jurisdiction> place(JsonNode debtor) {
        return country(debtor).flatMap(country -> {
            if (!Jurisdiction.isByState(country)) {
                return Optional.of(Jurisdiction.of(country));
            }
            return Json.text(debtor, "stateAlpha2")
                    .flatMap(UsState::of)
                    .map(state -> new Jurisdiction(country, Optional.of(state)));
        });
    }

    /** Returns what the debtor of a checked request is. */
    static DebtorKind kind(JsonNode debtor) {
        return DebtorKind.of(debtor.get("type").asText()).orElseThrow();
    }

    /** Returns the principal of a checked request in USD. */
    static BigDecimal principalUsd(JsonNode request) {
        BigDecimal rate = Rates.toUsd(request.get("currencyCode").asText()).orElseThrow();
        return request.get("amountToRecover").decimalValue().multiply(rate);
    }

    /** Returns the agency for a checked case or preview: the one asked for, else the one that the rules find. */
    static Optional<CollectionPartner> agency(JsonNode request, Catalogue catalogue) {
        JsonNode debtor = request.get("debtor");
        return Json.text(request, "collectionPartnerId")
                .flatMap(chosen -> catalogue.partner(UUID.fromString(chosen)))
                .or(() -> catalogue.route(place(debtor).orElseThrow(), kind(debtor), principalUsd(request)));
    }

    private void require(boolean holds, String field, String message) {
        if (!holds) {
            errors.computeIfAbsent(field, unused -> new ArrayList<>()).add(message);
        }
    }

    private void checkMoney() {
        Optional<String> currency = Json.text(request, "currencyCode");
        require(currency.flatMap(Rates::toUsd).isPresent(), "currencyCode", "Not a known currency");
        BigDecimal total = Json.decimal(request, "amountToRecover").orElse(BigDecimal.ZERO);
        require(total.signum() > 0, "amountToRecover", "Must be positive");
        Optional<BigDecimal> over6 = Json.decimal(request, "amountToRecoverOver6Months");
        Optional<BigDecimal> over12 = Json.decimal(request, "amountToRecoverOver12Months");
        Optional<BigDecimal> over24 = Json.decimal(request, "amountToRecoverOver24Months");
        require(
                over12.isPresent() == over24.isPresent(),
                "amountToRecoverOver12Months",
                "Comes together with the part over 24 months");
        require(
                over6.isEmpty() || over12.isPresent(),
                "amountToRecoverOver6Months",
                "Comes only with the parts over 12 and 24 months");
        BigDecimal twelve = over12.orElse(BigDecimal.ZERO);
        BigDecimal twentyFour = over24.orElse(BigDecimal.ZERO);
        BigDecimal six = over6.orElse(total);
        require(
                twentyFour.signum() >= 0 && twentyFour.compareTo(twelve) <= 0,
                "amountToRecoverOver24Months",
                "At most the part over 12 months");
        require(twelve.compareTo(six) <= 0, "amountToRecoverOver12Months", "At most the part over 6 months");
        require(six.compareTo(total) <= 0, "amountToRecoverOver6Months", "At most the whole amount");
    }

    private void checkDates() {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Optional<LocalDate> date = day("date");
        Optional<LocalDate> due = day("dueDate");
        require(date.isPresent(), "date", "Is required");
        require(date.filter(day -> day.isAfter(today)).isEmpty(), "date", "Must not lie in the future");
        require(due.filter(day -> day.isAfter(today)).isEmpty(), "dueDate", "Must not lie in the future");
        boolean reversed =
                date.isPresent() && due.filter(day -> day.isBefore(date.get())).isPresent();
        require(!reversed, "dueDate", "Must not lie before the date");
    }

    private Optional<LocalDate> day(String field) {
        return Json.text(request, field).map(text -> LocalDate.ofInstant(Call.instantOf(text), ZoneOffset.UTC));
    }

    private void checkDebtor(JsonNode debtor) {
        if (!debtor.isObject()) {
            require(false, "debtor", "Is required");
            return;
        }
        for (String field : List.of("name", "address", "city")) {
            require(Json.text(debtor, field).isPresent(), "debtor." + field, "Is required");
        }
        checkKindAndCountry(debtor);
        require(
                Json.text(debtor, "email").filter(email -> !email.contains("@")).isEmpty(),
                "debtor.email",
                "Not an e-mail address");
    }

    private void checkKindAndCountry(JsonNode debtor) {
        String type = Json.text(debtor, "type").orElse("");
        require(DebtorKind.of(type).isPresent(), "debtor.type", "Is Company or Private");
        Optional<Country> country = country(debtor);
        require(country.isPresent(), "debtor.countryAlpha2", "Not a known country");
        require(
                country.isEmpty() || place(debtor).isPresent(),
                "debtor.stateAlpha2",
                "A state is required for debtors in the United States");
    }

    private void checkRouting(Catalogue catalogue) {
        Optional<String> chosen = Json.text(request, "collectionPartnerId");
        if (chosen.isEmpty()) {
            return;
        }
        Optional<CollectionPartner> partner = catalogue
                .partner(UUID.fromString(chosen.get()))
                .filter(found -> catalogue.status(found) == CollectionPartner.Status.ACTIVE);
        require(partner.isPresent(), "collectionPartnerId", "No such active collection partner");
        boolean elsewhere = partner.isPresent()
                && place(request.path("debtor"))
                        .filter(place -> !catalogue.covers(partner.get(), place))
                        .isPresent();
        require(!elsewhere, "collectionPartnerId", "Does not cover the debtor's jurisdiction");
    }

    private void checkDivision(Optional<Account> account) {
        Optional<UUID> division = Json.text(request, "creditorDivisionId").map(UUID::fromString);
        boolean known = division.isEmpty()
                || account.flatMap(
                                owner -> Optional.ofNullable(owner.divisions().get(division.get())))
                        .filter(found -> found.state() == Account.DivisionState.OPEN)
                        .isPresent();
        require(known, "creditorDivisionId", "No such division");
    }

    private void checkTeam(Account account) {
        Optional<String> email = Json.text(request, "assignedUserEmail");
        boolean stranger = email.isPresent()
                && account.users().stream().noneMatch(user -> user.email().equalsIgnoreCase(email.get()));
        require(!stranger, "assignedUserEmail", "Not an active member of the team");
    }
}
