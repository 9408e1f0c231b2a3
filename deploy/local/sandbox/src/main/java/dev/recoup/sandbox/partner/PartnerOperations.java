package dev.recoup.sandbox.partner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.SigningUrls;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.money.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The Referral API's {@code GET /me}: the one partner, its branding and its terms (guide 3.1 and 15). */
public final class PartnerOperations {

    private static final UUID ID = UUID.nameUUIDFromBytes("sandbox partner".getBytes(StandardCharsets.US_ASCII));

    private final Clients clients;
    private final Ledger ledger;
    private final Partner partner;
    private final SigningUrls urls;

    /**
     * Prepares the operation; the share comes from {@code clients}, the invoicing trigger from {@code ledger}, the looks
     * from {@code partner}.
     */
    public PartnerOperations(Clients clients, Ledger ledger, Partner partner, SigningUrls urls) {
        this.clients = clients;
        this.ledger = ledger;
        this.partner = partner;
        this.urls = urls;
    }

    /** Adds the operation to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("getMe", call -> Answer.ok(me()));
    }

    private ObjectNode me() {
        Branding branding = partner.branding();
        return Json.object()
                .put("id", ID.toString())
                .put("companyName", "Sandbox Platform ApS")
                .put("shortName", branding.name())
                .put("contactEmail", "partners@sandbox-platform.example")
                .putNull("externalSystemId")
                .put("referralFeePercentage", clients.referralFee())
                .put("isActive", true)
                .put("isPublicDemo", false)
                .put(
                        "logoUrl",
                        branding.logo()
                                .map(logo -> logo.startsWith("/") ? urls.absolute(logo) : logo)
                                .orElse(null))
                .put("backgroundColorCode", branding.background())
                .put("fontColor", branding.fontColor())
                .put("fontFamily", branding.fontFamily())
                .put("invoicingTriggerMode", ledger.trigger().wireName());
    }
}
