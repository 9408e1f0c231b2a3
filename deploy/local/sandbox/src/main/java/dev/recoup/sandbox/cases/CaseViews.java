package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.pricing.Rates;
import dev.recoup.sandbox.pricing.Shares;
import dev.recoup.sandbox.signing.Paperwork;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Cases as the two APIs show them. */
final class CaseViews {

    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    private final Paperwork paperwork;

    CaseViews(Paperwork paperwork) {
        this.paperwork = paperwork;
    }

    /**
     * The Customer API's {@code Case}, also called InvoiceDto.
     *
     * @param door on whose pages open signatures are given
     */
    ObjectNode full(CollectionCase shown, Doorway door) {
        JsonNode request = shown.request();
        ObjectNode view = Json.object()
                .put("id", shown.id().toString())
                .put("dateCreated", Json.timestamp(shown.created()))
                .put("dateUpdated", moment(shown.updated()))
                .put("reference", shown.reference())
                .put("creditorReference", shown.creditorReference().orElse(null))
                .put("creditorComments", Json.text(request, "comments").orElse(null))
                .put("claimDescription", Json.text(request, "claimDescription").orElse(null))
                .put("grossAmount", shown.grossAmount())
                .put("remainder", shown.remainder())
                .put("interestFees", ZERO)
                .put("reminderFees", ZERO)
                .put("collectionFees", ZERO)
                .put("totalAddedFees", ZERO)
                .put("currency", shown.currency())
                .put("isTestCase", shown.kind() == CollectionCase.Kind.TEST)
                .put("lifecycle", shown.lifecycle().label())
                .put("dueDate", Json.timestamp(shown.dueDate()))
                .put("date", Json.timestamp(shown.date()))
                .put("dateFinished", moment(shown.finished()))
                .put("dateCollectionStarted", moment(shown.collectionStarted()))
                .put("closeCode", shown.closeCode().orElse(null))
                .put("currentEngagementPhase", phase(shown).orElse(null))
                .put("claimType", "Unpaid Invoice")
                .put("creditorDivisionId", shown.division().orElse(null));
        view.set("debtor", request.get("debtor"));
        shown.collectionPartner()
                .ifPresentOrElse(
                        partner -> view.putObject("collectionPartner")
                                .put("name", partner.name())
                                .put("officeEmail", partner.email())
                                .put("officePhone", partner.phone())
                                .put("publicSite", partner.site())
                                .put("surveyCadenceMode", 0),
                        () -> view.putNull("collectionPartner"));
        view.set("creditor", creditor(shown.account()));
        view.putNull("bankAccount")
                .put("blendedAgeUpliftPoints", shown.pricing().blendedUplift().orElse(null))
                .put("preLegalSuccessFee", shown.successFeePercentage());
        addSigning(view, shown, request, door);
        view.putNull("exclusivePeriodEndDate").putNull("disputeStatus");
        view.putObject("validation").put("needsInfo", needsInfo(shown));
        view.putNull("assignedUser");
        view.putObject("allocationOutstanding")
                .put("principal", shown.remainder())
                .put("interest", ZERO)
                .put("reminderFees", ZERO)
                .put("collectionFees", ZERO);
        return view;
    }

    private void addSigning(ObjectNode view, CollectionCase shown, JsonNode request, Doorway door) {
        if (shown.lifecycle() == Lifecycle.PENDING_CONTRACT_SIGNING) {
            String url = paperwork.combined(door, shown.route(), Json.text(request, "returnUrl"));
            view.put("solutionUrl", url).putObject("signingHandoff").put("combinedSigningUrl", url);
        } else {
            view.putNull("solutionUrl").putNull("signingHandoff");
        }
    }

    private static ObjectNode creditor(Account account) {
        Account.Profile profile = account.profile();
        return Json.object()
                .put("id", account.id().toString())
                .put("companyName", profile.name())
                .put("companyRegistrationNumber", profile.registrationNumber())
                .put("officeEmail", profile.email())
                .put("officePhone", profile.phone())
                .put("address", profile.address())
                .put("city", profile.city())
                .put("zipCode", profile.zipCode())
                .put("state", profile.state())
                .put("country", profile.country().name())
                .putNull("division");
    }

    /** The Referral API's {@code CaseItem}. */
    ObjectNode item(CollectionCase shown, Link link) {
        ObjectNode view = Json.object()
                .put("id", shown.id().toString())
                .put("reference", shown.reference())
                .put("creditorReference", shown.creditorReference().orElse(null));
        ObjectNode client = view.putObject("client")
                .put("externalTenantId", link.externalTenantId())
                .put("creditorId", link.account().id().toString())
                .put("companyName", link.account().profile().name());
        client.set("contacts", contacts(link.account()));
        view.putObject("debtor")
                .put("name", shown.debtorName())
                .put("country", shown.debtorCountry().name());
        view.put("grossAmount", shown.grossAmount())
                .put("remainder", shown.remainder())
                .put("currency", shown.currency())
                .put("lifecycle", shown.lifecycle().label())
                .put("closeCode", shown.closeCode().orElse(null))
                .put("currentEngagementPhase", phase(shown).orElse(null))
                .put("dateCreated", Json.timestamp(shown.created()))
                .put("dueDate", Json.timestamp(shown.dueDate()))
                .put("dateCollectionStarted", moment(shown.collectionStarted()))
                .put("dateFinished", moment(shown.finished()));
        view.putObject("validation")
                .put("needsInfo", needsInfo(shown))
                .putNull("creditorRespondedAt")
                .putArray("items");
        Optional<CollectionPartner> partner = shown.collectionPartner();
        return view.put(
                        "collectionPartner",
                        partner.map(CollectionPartner::name).orElse(null))
                .put(
                        "expectedReferralRatePercentage",
                        partner.map(assigned -> link.referralFeePercentage()).orElse(null));
    }

    /** The Referral API's case detail: the item and what it may earn. */
    ObjectNode detail(CollectionCase shown, Link link) {
        ObjectNode view = item(shown, link);
        BigDecimal rate = Rates.toUsd(shown.currency()).orElseThrow();
        Shares shares = Shares.of(shown.grossAmount(), shown.successFeePercentage(), link.referralFeePercentage());
        view.putObject("potentialRevenue")
                .put("grossAmountUsd", Shares.cents(shown.grossAmount().multiply(rate)))
                .put("successFeePercentage", shown.successFeePercentage())
                .put(
                        "collectionPartnerRevenueUsd",
                        Shares.cents(shares.commission().multiply(rate)))
                .put("platformRevenueSharePercentage", Shares.PLATFORM_PERCENTAGE)
                .put("platformRevenueUsd", Shares.cents(shares.platform().multiply(rate)))
                .put("referralFeePercentage", link.referralFeePercentage())
                .put("referralRevenueUsd", Shares.cents(shares.referral().multiply(rate)));
        return view;
    }

    private static ObjectNode contacts(Account account) {
        List<Account.User> users = account.users();
        ObjectNode contacts = Json.object();
        if (users.isEmpty()) {
            contacts.putNull("onboardingUser");
        } else {
            contacts.set("onboardingUser", contact(users.getFirst()));
        }
        contacts.put("officeEmail", account.profile().email());
        contacts.set("otherUsers", Json.array(users.stream().skip(1).toList(), CaseViews::contact));
        return contacts;
    }

    private static ObjectNode contact(Account.User user) {
        return Json.object().put("email", user.email()).put("name", user.name());
    }

    private static boolean needsInfo(CollectionCase shown) {
        return shown.lifecycle() == Lifecycle.NEEDS_ADDITIONAL_DETAILS;
    }

    private static Optional<String> phase(CollectionCase shown) {
        return shown.collectionPartner().map(assigned -> "Pre-legal");
    }

    private static String moment(Optional<Instant> instant) {
        return instant.map(Json::timestamp).orElse(null);
    }
}
