package dev.recoup.revenue;

import dev.recoup.debitura.CreateCase;
import dev.recoup.debitura.DebituraCustomer;
import dev.recoup.debitura.Debtor;
import dev.recoup.debitura.DebtorType;
import dev.recoup.debitura.SubmissionOutcome;
import dev.recoup.testing.Sandbox;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** Makes cases at Debitura, so that there is something to be paid. */
public record DebituraBooks(Sandbox sandbox, DebituraCustomer debitura) {

    /** A live case of a new client that is being collected; returns Debitura's id of the case. */
    public String activeCase(String tenant, String amount, String currency) {
        sandbox.seedClient(tenant, "Company " + tenant, tenant + "@example.com", "DE", Sandbox.Signature.SIGNED);
        var claim = new CreateCase(
                currency,
                LocalDate.of(2026, 1, 10),
                LocalDate.of(2026, 2, 9),
                null,
                "Machine parts",
                "RE-" + UUID.randomUUID(),
                new Debtor(
                        DebtorType.COMPANY,
                        "Debtor",
                        "Contact",
                        null,
                        "4 rue X",
                        "69001",
                        "Lyon",
                        null,
                        null,
                        "FR",
                        null,
                        "debtor@example.com",
                        null),
                null,
                new BigDecimal(amount),
                null,
                null,
                null,
                null,
                false,
                false,
                null,
                null,
                null,
                null);
        SubmissionOutcome outcome =
                debitura.submitCase(tenant, UUID.randomUUID().toString(), claim.toJson());
        if (outcome instanceof SubmissionOutcome.Accepted accepted) {
            String caseId = accepted.collectionCase().id().toString();
            sandbox.moveCase(caseId, "Active");
            return caseId;
        }
        throw new AssertionError("the sandbox did not accept a case: " + outcome);
    }
}
