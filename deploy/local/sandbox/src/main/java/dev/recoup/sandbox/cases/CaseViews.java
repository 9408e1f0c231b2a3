package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.BankAccount;
import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.DebtorKind;
import dev.recoup.sandbox.coverage.Jurisdiction;
import dev.recoup.sandbox.coverage.UsState;
import dev.recoup.sandbox.pricing.Rates;
import dev.recoup.sandbox.pricing.Shares;
import dev.recoup.sandbox.signing.Paperwork;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Cases as the two APIs show them. */
final class CaseViews {

    private static final List<String> DEBTOR_TEXTS = List.of(
            "name",
            "contactPerson",
            "companyRegistrationNumber",
            "address",
            "zipCode",
            "city",
            "state",
            "email",
            "phone");

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
                .put("interestFees", shown.fees().interest())
                .put("reminderFees", shown.fees().reminders())
                .put("collectionFees", shown.fees().collection())
                .put("totalAddedFees", shown.fees().total())
                .put("currency", shown.currency())
                .put("isTestCase", shown.kind() == CollectionCase.Kind.TEST)
                .put("lifecycle", shown.lifecycle().label())
                .put("dueDate", Json.timestamp(shown.dueDate()))
                .put("date", Json.timestamp(shown.date()))
                .put("dateFinished", moment(shown.finished()))
                .put("dateCollectionStarted", moment(shown.collectionStarted()))
                .put("closeCode", shown.closeCode().orElse(null))
                .put(
                        "currentEngagementPhase",
                        shown.phase().map(EngagementPhase::label).orElse(null))
                .put("claimType", "Unpaid Invoice")
                .put(
                        "creditorDivisionId",
                        Json.text(request, "creditorDivisionId").orElse(null));
        view.set("debtor", debtor(request.get("debtor")));
        shown.collectionPartner()
                .ifPresentOrElse(
                        partner -> view.putObject("collectionPartner")
                                .put("name", partner.name())
                                .put("officeEmail", partner.email())
                                .put("officePhone", partner.phone())
                                .put("publicSite", partner.site())
                                .put("surveyCadenceMode", 0),
                        () -> view.putNull("collectionPartner"));
        view.set("creditor", creditor(shown));
        shown.account()
                .bankAccount()
                .ifPresentOrElse(
                        named -> view.set("bankAccount", bankAccount(named)), () -> view.putNull("bankAccount"));
        view.put("blendedAgeUpliftPoints", shown.pricing().blendedUplift().orElse(null))
                .put("preLegalSuccessFee", preLegalFee(shown));
        addSigning(view, shown, request, door);
        view.put("exclusivePeriodEndDate", moment(shown.exclusivePeriod().map(ExclusivePeriod::end)))
                .put("disputeStatus", shown.dispute().map(DisputeStatus::label).orElse(null));
        view.putObject("validation").put("needsInfo", shown.validation().isPresent());
        assignedUser(shown, request)
                .ifPresentOrElse(user -> view.set("assignedUser", contact(user)), () -> view.putNull("assignedUser"));
        view.putObject("allocationOutstanding")
                .put("principal", shown.remainder())
                .put("interest", shown.fees().interest())
                .put("reminderFees", shown.fees().reminders())
                .put("collectionFees", shown.fees().collection());
        return view;
    }

    /** The debtor as Debitura keeps it: what was given, with the place in every spelling. */
    private static ObjectNode debtor(JsonNode given) {
        Jurisdiction place = CaseRules.place(given).orElseThrow();
        DebtorKind kind = CaseRules.kind(given);
        ObjectNode view = Json.object().put("type", kind.wireName());
        for (String field : DEBTOR_TEXTS) {
            view.put(field, Json.text(given, field).orElse(null));
        }
        if (kind == DebtorKind.PERSON) {
            view.putNull("contactPerson");
        }
        place.state().ifPresent(state -> view.put("state", state.name()));
        return view.put(
                        "stateAlpha2",
                        place.state()
                                .map(UsState::code)
                                .or(() -> Json.text(given, "stateAlpha2"))
                                .orElse(null))
                .put("countryAlpha2", place.country().alpha2())
                .put("country", place.country().name());
    }

    /** The fee of the pre-legal phase is no longer told in a later one. */
    private static BigDecimal preLegalFee(CollectionCase shown) {
        boolean later = shown.phase()
                .filter(phase -> phase != EngagementPhase.PRE_LEGAL)
                .isPresent();
        return later ? null : shown.successFeePercentage();
    }

    private static ObjectNode bankAccount(BankAccount named) {
        ObjectNode view = Json.object().put("id", named.id());
        BankAccount.FIELDS.forEach(field -> view.put(field, named.details().get(field)));
        return view;
    }

    private static Optional<Account.User> assignedUser(CollectionCase shown, JsonNode request) {
        return Json.text(request, "assignedUserEmail").flatMap(email -> shown.account().users().stream()
                .filter(user -> user.email().equalsIgnoreCase(email))
                .findFirst());
    }

    /** The {@code CaseValidationStatus} of both APIs. */
    static ObjectNode validation(CollectionCase shown) {
        Optional<Validation> validation = shown.validation();
        ObjectNode view = Json.object()
                .put("needsInfo", validation.isPresent())
                .put("creditorRespondedAt", moment(validation.flatMap(Validation::respondedAt)));
        view.set("items", Json.array(validation.map(Validation::items).orElse(List.of()), item -> Json.object()
                .put("resolutionArea", item.resolutionArea())
                .put("description", item.description())));
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

    private static ObjectNode creditor(CollectionCase shown) {
        Account account = shown.account();
        Account.Profile profile = account.profile();
        ObjectNode view = Json.object()
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
        shown.division()
                .flatMap(id -> Optional.ofNullable(account.divisions().get(UUID.fromString(id))))
                .ifPresent(division -> view.putObject("division")
                        .put("id", shown.division().orElseThrow())
                        .put("name", division.name()));
        return view;
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
                .put(
                        "currentEngagementPhase",
                        shown.phase().map(EngagementPhase::label).orElse(null))
                .put("dateCreated", Json.timestamp(shown.created()))
                .put("dueDate", Json.timestamp(shown.dueDate()))
                .put("dateCollectionStarted", moment(shown.collectionStarted()))
                .put("dateFinished", moment(shown.finished()));
        view.set("validation", validation(shown));
        Optional<CollectionPartner> partner = shown.collectionPartner();
        return view.put(
                        "collectionPartner",
                        partner.map(CollectionPartner::name).orElse(null))
                .put(
                        "expectedReferralRatePercentage",
                        partner.map(assigned -> shown.referralFeePercentage(link))
                                .orElse(null));
    }

    /** The Referral API's case detail: the item and what it may earn. */
    ObjectNode detail(CollectionCase shown, Link link) {
        ObjectNode view = item(shown, link);
        BigDecimal rate = Rates.toUsd(shown.currency()).orElseThrow();
        Shares shares = Shares.of(shown.grossAmount(), shown.successFeePercentage(), shown.referralFeePercentage(link));
        view.putObject("potentialRevenue")
                .put("grossAmountUsd", Shares.cents(shown.grossAmount().multiply(rate)))
                .put("successFeePercentage", shown.successFeePercentage())
                .put(
                        "collectionPartnerRevenueUsd",
                        Shares.cents(shares.commission().multiply(rate)))
                .put("platformRevenueSharePercentage", Shares.PLATFORM_PERCENTAGE)
                .put("platformRevenueUsd", Shares.cents(shares.platform().multiply(rate)))
                .put("referralFeePercentage", shown.referralFeePercentage(link))
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

    private static String moment(Optional<Instant> instant) {
        return instant.map(Json::timestamp).orElse(null);
    }
}
