package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Document;
import dev.recoup.sandbox.coverage.CollectionPartner;

/** Signs an agency's power of attorney: once per agency, without a second factor (guide 15). */
record PowerOfAttorneyPage(Clients clients, CollectionPartner agency) implements StepPage {

    @Override
    public String title(Visit visit) {
        return "Sign the power of attorney";
    }

    @Override
    public String content(Visit visit, Entries entries, Problems problems) {
        Account.Profile profile = visit.account().profile();
        return Html.paragraph(agency.name() + " collects your claims and must show that you asked it to.")
                + """
                <section class="document" aria-labelledby="document">
                <h2 id="document">Power of attorney</h2>
                <p><strong>%1$s</strong>, %2$s, authorises <strong>%3$s</strong> to collect its claims in its name, to \
                receive payments on them, and to ask for information about the debtors.</p>
                <p>It is given under the Standard Debt Collection Agreement with <strong>Debitura</strong> and ends with \
                it.</p>
                </section>
                """.formatted(
                                Html.escape(profile.name()),
                                Html.escape(profile.country().name()),
                                Html.escape(agency.name()))
                + Html.form(
                        visit.address(),
                        AgreementPage.SIGNATURE.html(entries.text("signature"), problems) + Html.submit("Sign"));
    }

    @Override
    public Problems submit(Visit visit, Entries entries) {
        Problems problems = new Problems().check(AgreementPage.SIGNATURE, entries);
        if (problems.isEmpty()) {
            clients.sign(visit.account(), new Document.PowerOfAttorney(agency.id()));
        }
        return problems;
    }
}
