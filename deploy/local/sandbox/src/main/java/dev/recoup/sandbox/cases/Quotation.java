package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.pricing.Rates;
import dev.recoup.sandbox.pricing.SuccessFee;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What collecting a claim costs, in percent of what is recovered.
 *
 * @param base fee by the size of the claim
 * @param surcharge points for its age
 * @param blended the surcharge again where it comes from age buckets
 */
record Quotation(BigDecimal base, BigDecimal surcharge, Optional<BigDecimal> blended) {

    /** Quotes for a case or a preview whose fields have been checked. */
    static Quotation of(JsonNode request, Instant now) {
        BigDecimal total = request.get("amountToRecover").decimalValue();
        BigDecimal rate = Rates.toUsd(request.get("currencyCode").asText()).orElseThrow();
        BigDecimal base = SuccessFee.base(total.multiply(rate));
        Optional<BigDecimal> over12 = Json.decimal(request, "amountToRecoverOver12Months");
        Optional<BigDecimal> over24 = Json.decimal(request, "amountToRecoverOver24Months");
        if (over12.isPresent() && over24.isPresent()) {
            BigDecimal blended = SuccessFee.blended(total, over12.get(), over24.get());
            return new Quotation(base, blended, Optional.of(blended));
        }
        BigDecimal surcharge = Json.text(request, "dueDate")
                .map(due -> SuccessFee.surcharge(Call.instantOf(due), now))
                .orElse(BigDecimal.ZERO);
        return new Quotation(base, surcharge, Optional.empty());
    }

    BigDecimal total() {
        return base.add(surcharge);
    }

    /** The {@code PricingPreviewDto} of both APIs. */
    ObjectNode view(String currency) {
        return Json.object()
                .put("baseSuccessFeePercentage", base)
                .put("ageSurchargePercentage", surcharge)
                .put("totalSuccessFeePercentage", total())
                .put("currencyCode", currency)
                .put("pricingSource", "Standard agreement")
                .put("pricingSourceDescription", base.toPlainString() + " % by the size of the claim");
    }
}
