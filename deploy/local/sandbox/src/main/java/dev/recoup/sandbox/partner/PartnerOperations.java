package dev.recoup.sandbox.partner;

import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.money.Ledger;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The Referral API's {@code GET /me}: the one partner, its branding and its terms (guide 3.1 and 15). */
public final class PartnerOperations {

    private static final UUID ID = UUID.nameUUIDFromBytes("sandbox partner".getBytes(StandardCharsets.US_ASCII));

    private final Ledger ledger;

    /** Prepares the operation; the invoicing trigger comes from {@code ledger}. */
    public PartnerOperations(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Adds the operation to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on(
                "getMe",
                call -> Answer.ok(Json.object()
                        .put("id", ID.toString())
                        .put("companyName", "Sandbox Platform ApS")
                        .put("shortName", "Sandbox Platform")
                        .put("contactEmail", "partners@sandbox-platform.example")
                        .putNull("externalSystemId")
                        .put("referralFeePercentage", new BigDecimal("50.0"))
                        .put("isActive", true)
                        .put("isPublicDemo", false)
                        .putNull("logoUrl")
                        .put("backgroundColorCode", Branding.BACKGROUND)
                        .put("fontColor", Branding.FONT_COLOR)
                        .put("fontFamily", Branding.FONT_FAMILY)
                        .put("invoicingTriggerMode", ledger.trigger().wireName())));
    }
}
