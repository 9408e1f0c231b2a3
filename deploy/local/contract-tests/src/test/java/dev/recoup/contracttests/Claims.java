package dev.recoup.contracttests;

import dev.recoup.debitura.CreateCase;
import dev.recoup.debitura.Debtor;
import dev.recoup.debitura.DebtorType;
import dev.recoup.debitura.PreviewCase;
import dev.recoup.debitura.PreviewCase.PreviewDebtor;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Claims of invented creditors against invented debtors. */
final class Claims {

    static final BigDecimal AMOUNT = new BigDecimal("1250.50");
    static final LocalDate DUE = LocalDate.now(ZoneOffset.UTC).minusDays(60);

    private static final Debtor DEBTOR = new Debtor(
            DebtorType.COMPANY,
            "Nordwind Handel GmbH",
            "Kim Berg",
            "HRB 9931",
            "Hafenstrasse 3",
            "20457",
            "Hamburg",
            null,
            null,
            "DE",
            null,
            "ar@nordwind.example",
            null);

    private Claims() {}

    static CreateCase live(String creditorReference) {
        return claim(creditorReference, false, null);
    }

    static CreateCase test(String creditorReference, String tag) {
        return claim(creditorReference, true, tag);
    }

    private static CreateCase claim(String creditorReference, Boolean isTest, String tag) {
        return new CreateCase(
                "EUR",
                DUE.minusDays(30),
                DUE,
                null,
                "Delivered goods",
                creditorReference,
                DEBTOR,
                null,
                AMOUNT,
                null,
                null,
                null,
                null,
                null,
                isTest,
                tag,
                null,
                null,
                null);
    }

    static PreviewCase preview() {
        return PreviewCase.ofInvoice(AMOUNT, "EUR", new PreviewDebtor(DebtorType.COMPANY, "DE", null), DUE);
    }
}
