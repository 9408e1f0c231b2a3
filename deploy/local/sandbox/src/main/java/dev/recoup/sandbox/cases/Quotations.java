package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.Zone;
import dev.recoup.sandbox.pricing.PriceSource;
import dev.recoup.sandbox.pricing.Region;
import dev.recoup.sandbox.pricing.SuccessFee;
import dev.recoup.sandbox.pricing.Surcharges;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Prices claims whose fields have been checked: the first rule that matches wins (guide 9). */
final class Quotations {

    private static final int SHARE_SCALE = 8;
    private static final long OLD_DAYS = 180;

    private record Base(BigDecimal percentage, PriceSource source, String reason) {}

    private final Catalogue catalogue;
    private final Unknowns unknowns;

    Quotations(Catalogue catalogue, Unknowns unknowns) {
        this.catalogue = catalogue;
        this.unknowns = unknowns;
    }

    /**
     * Prices a claim.
     *
     * @param request a case or a preview
     * @param creditor whose claim it is; empty for a preview without a creditor, which shows the partner's own prices
     * @param agency who would collect
     * @param at when the claim is handed in
     */
    Quotation of(JsonNode request, Optional<Account> creditor, CollectionPartner agency, Instant at) {
        Base base = base(request, creditor, agency, at);
        Optional<BigDecimal> over12 = Json.decimal(request, "amountToRecoverOver12Months");
        Optional<BigDecimal> over24 = Json.decimal(request, "amountToRecoverOver24Months");
        Surcharges points = unknowns.choose(Unknown.AGE_SURCHARGE, Surcharges.HIGH, Surcharges.LOW);
        Optional<BigDecimal> blended = over12.isPresent() && over24.isPresent()
                ? Optional.of(SuccessFee.blended(points, total(request), over12.get(), over24.get()))
                : Optional.empty();
        BigDecimal surcharge = blended.or(() -> due(request).map(due -> SuccessFee.surcharge(points, due, at)))
                .orElse(BigDecimal.ZERO);
        return new Quotation(base.percentage(), surcharge, blended, base.source(), base.reason());
    }

    private Base base(JsonNode request, Optional<Account> creditor, CollectionPartner agency, Instant at) {
        return creditor.flatMap(account -> catalogue.agreed().ofCreditor(account.id()))
                .map(fee -> new Base(fee, PriceSource.CREDITOR, "Agreed with the creditor"))
                .or(() -> ofPartner(creditor))
                .or(() -> ofZone(request, at))
                .or(() -> catalogue
                        .agreed()
                        .ofAgency(agency.id())
                        .map(fee -> new Base(fee, PriceSource.PARTNER, "Agreed with " + agency.name())))
                .orElseGet(() -> standard(request));
    }

    private Optional<Base> ofPartner(Optional<Account> creditor) {
        boolean brought = creditor.map(account -> account.owner() == Account.Owner.THIS_PARTNER)
                .orElse(true);
        return catalogue
                .agreed()
                .ofPartner()
                .filter(fee -> brought)
                .map(fee -> new Base(fee, PriceSource.MANAGING_PARTNER, "Agreed with the referral partner"));
    }

    private Optional<Base> ofZone(JsonNode request, Instant at) {
        String country =
                CaseRules.place(request.path("debtor")).orElseThrow().country().alpha2();
        Optional<Zone> zone = catalogue.zone(country);
        return zone.flatMap(found -> found.tiers().rate(CaseRules.principalUsd(request), oldShare(request, at)))
                .map(fee -> new Base(
                        fee, PriceSource.JURISDICTION, fee.toPlainString() + " % in the pricing zone " + country));
    }

    private static Base standard(JsonNode request) {
        String country =
                CaseRules.place(request.path("debtor")).orElseThrow().country().alpha2();
        Region region = Region.of(country);
        BigDecimal fee = SuccessFee.base(region, CaseRules.principalUsd(request));
        String where =
                switch (region) {
                    case EUROPEAN -> "European";
                    case INTERNATIONAL -> "international";
                };
        return new Base(fee, PriceSource.STANDARD, fee.toPlainString() + " % by size, " + where + " price list");
    }

    /** The part that is more than 180 days overdue: by bucket where there are buckets, else all or nothing. */
    private BigDecimal oldShare(JsonNode request, Instant at) {
        return Json.decimal(request, "amountToRecoverOver6Months")
                .or(() -> Json.decimal(request, "amountToRecoverOver12Months"))
                .map(old -> old.divide(total(request), SHARE_SCALE, RoundingMode.HALF_UP))
                .orElseGet(() -> due(request)
                        .filter(due -> ChronoUnit.DAYS.between(due, at) > OLD_DAYS)
                        .map(due -> BigDecimal.ONE)
                        .orElse(BigDecimal.ZERO));
    }

    private static BigDecimal total(JsonNode request) {
        return request.get("amountToRecover").decimalValue();
    }

    private static Optional<Instant> due(JsonNode request) {
        return Json.text(request, "dueDate").map(Call::instantOf);
    }
}
