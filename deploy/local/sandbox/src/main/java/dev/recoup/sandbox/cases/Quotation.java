package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.pricing.PriceSource;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What collecting a claim costs, in percent of what is recovered.
 *
 * @param base fee by the size of the claim
 * @param surcharge points for its age
 * @param blended the surcharge again where it comes from age buckets
 * @param source which rule decided the base
 * @param reason the rule in words
 */
record Quotation(
        BigDecimal base, BigDecimal surcharge, Optional<BigDecimal> blended, PriceSource source, String reason) {

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
                .put("pricingSource", source.label())
                .put("pricingSourceDescription", reason);
    }
}
