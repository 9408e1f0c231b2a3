package dev.recoup.onboarding.linking;

import dev.recoup.debitura.CreateCase;
import dev.recoup.debitura.Debtor;
import dev.recoup.debitura.DebtorType;
import dev.recoup.debitura.referral.CreateClient;
import dev.recoup.events.cases.Claim;
import dev.recoup.events.cases.FirstCase;
import dev.recoup.events.clients.ClientDetails;
import dev.recoup.events.clients.ClientUser;
import dev.recoup.events.clients.OnboardingRequest;
import java.util.List;
import java.util.UUID;

/** A request of the platform in Debitura's words (guide 6.1 and 8); the same request always gives the same words. */
final class DebituraRequest {

    private DebituraRequest() {}

    static CreateClient of(OnboardingRequest request) {
        return new CreateClient(
                request.externalTenantId(),
                details(request.client()),
                users(request.users()),
                request.cases().stream().map(DebituraRequest::firstCase).toList());
    }

    private static CreateClient.Details details(ClientDetails client) {
        return new CreateClient.Details(
                client.name(),
                client.registrationNumber().orElse(null),
                client.address().orElse(null),
                client.zipCode().orElse(null),
                client.city().orElse(null),
                client.state().orElse(null),
                client.country(),
                client.supportEmail(),
                client.supportPhone().orElse(null));
    }

    /** A single user signs without saying so; Debitura is told anyway. */
    private static List<CreateClient.User> users(List<ClientUser> users) {
        return users.stream()
                .map(user ->
                        new CreateClient.User(user.name(), user.email(), user.isOnboardingUser() || users.size() == 1))
                .toList();
    }

    private static CreateCase firstCase(FirstCase firstCase) {
        Claim claim = firstCase.claim();
        return new CreateCase(
                claim.currencyCode(),
                claim.date(),
                claim.dueDate().orElse(null),
                claim.comments().orElse(null),
                claim.claimDescription().orElse(null),
                FirstCases.creditorReference(firstCase),
                debtor(claim.debtor()),
                claim.creditorDivisionId().map(UUID::fromString).orElse(null),
                claim.amountToRecover(),
                claim.amountToRecoverOver6Months().orElse(null),
                claim.amountToRecoverOver12Months().orElse(null),
                claim.amountToRecoverOver24Months().orElse(null),
                claim.skipDebituraVerification(),
                claim.allowPendingContracts(),
                firstCase.mode().isTest(),
                claim.tag().orElse(null),
                claim.collectionPartnerId().map(UUID::fromString).orElse(null),
                claim.assignedUserEmail().orElse(null),
                claim.returnUrl().orElse(null));
    }

    private static Debtor debtor(dev.recoup.events.cases.Debtor debtor) {
        return new Debtor(
                type(debtor.type()),
                debtor.name(),
                debtor.contactPerson().orElse(null),
                debtor.companyRegistrationNumber().orElse(null),
                debtor.address(),
                debtor.zipCode().orElse(null),
                debtor.city(),
                debtor.state().orElse(null),
                debtor.stateAlpha2().orElse(null),
                debtor.countryAlpha2().orElse(null),
                debtor.country().orElse(null),
                debtor.email().orElse(null),
                debtor.phone().orElse(null));
    }

    private static DebtorType type(dev.recoup.events.cases.DebtorType type) {
        return switch (type) {
            case COMPANY -> DebtorType.COMPANY;
            case PRIVATE -> DebtorType.PRIVATE;
            case UNKNOWN -> throw new IllegalStateException("A debtor type that is not known is refused at intake");
        };
    }
}
