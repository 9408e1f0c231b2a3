package dev.recoup.cases.request;

import dev.recoup.debitura.CreateCase;
import dev.recoup.debitura.Debtor;
import dev.recoup.debitura.DebtorType;
import dev.recoup.events.Mode;
import dev.recoup.events.cases.Claim;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** A requested claim as Debitura wants it (guide 8). */
final class CaseBody {
    private static final int LONGEST_REFERENCE = 50;

    private CaseBody() {}

    /** The bytes of {@code POST /cases}, made once and never again for one claim. */
    static byte[] of(Claim claim, String creditorReference, Mode mode) {
        return new CreateCase(
                        claim.currencyCode(),
                        claim.date(),
                        claim.dueDate().orElse(null),
                        claim.comments().orElse(null),
                        claim.claimDescription().orElse(null),
                        creditorReference,
                        debtor(claim.debtor()),
                        claim.creditorDivisionId().map(UUID::fromString).orElse(null),
                        claim.amountToRecover(),
                        claim.amountToRecoverOver6Months().orElse(null),
                        claim.amountToRecoverOver12Months().orElse(null),
                        claim.amountToRecoverOver24Months().orElse(null),
                        claim.skipDebituraVerification() ? Boolean.TRUE : null,
                        claim.allowPendingContracts() ? Boolean.TRUE : null,
                        mode.isTest(),
                        claim.tag().orElse(null),
                        claim.collectionPartnerId().map(UUID::fromString).orElse(null),
                        claim.assignedUserEmail().orElse(null),
                        claim.returnUrl().orElse(null))
                .toJson();
    }

    /**
     * The reference by which the case is found at Debitura: the given one, else the request's id, else, where that is
     * too long, as much of its SHA-256 as fits.
     */
    static String creditorReference(Claim claim, String caseRequestId) {
        return claim.creditorReference().orElseGet(() -> derived(caseRequestId));
    }

    private static String derived(String caseRequestId) {
        if (caseRequestId.length() <= LONGEST_REFERENCE) {
            return caseRequestId;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(caseRequestId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LONGEST_REFERENCE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static Debtor debtor(dev.recoup.events.cases.Debtor debtor) {
        return new Debtor(
                switch (debtor.type()) {
                    case COMPANY -> DebtorType.COMPANY;
                    case PRIVATE -> DebtorType.PRIVATE;
                    case UNKNOWN -> throw new IllegalArgumentException("A debtor is a company or a person");
                },
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
}
