package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.clients.Document;
import dev.recoup.sandbox.coverage.Zone;
import dev.recoup.sandbox.pricing.Tiers;

/** Signs a pricing zone's appendix (guide 27). */
record PricingAppendixPage(Clients clients, Zone zone) implements StepPage {

    @Override
    public String title(Visit visit) {
        return "Sign the prices for " + country();
    }

    private String country() {
        return Country.ofCode(zone.country()).map(Country::name).orElse(zone.country());
    }

    @Override
    public String content(Visit visit, Entries entries, Problems problems) {
        StringBuilder rows = new StringBuilder();
        for (Tiers.Tier tier : zone.tiers().list().reversed()) {
            rows.append("<tr><td>from USD&#160;%s</td><td>%s&#160;%%</td><td>%s&#160;%%</td></tr>\n"
                    .formatted(
                            tier.fromUsd().toPlainString(),
                            tier.young().toPlainString(),
                            tier.old().toPlainString()));
        }
        return Html.paragraph("All claims against debtors in " + country() + " go to "
                        + zone.partner().name() + ", at prices of their own.")
                + """
                <section class="document" aria-labelledby="document">
                <h2 id="document">Jurisdiction Pricing Appendix: %s</h2>
                <p>It is part of the Standard Debt Collection Agreement with <strong>Debitura</strong>. The fee is due on \
                what is recovered. Smaller claims cost what the agreement says.</p>
                <table>
                <thead><tr><th scope="col">Claim</th><th scope="col">Fee</th>\
                <th scope="col">Over 180 days overdue</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                </section>
                """.formatted(Html.escape(country()), rows)
                + Html.form(
                        visit.address(),
                        AgreementPage.SIGNATURE.html(entries.text("signature"), problems) + Html.submit("Sign"));
    }

    @Override
    public Problems submit(Visit visit, Entries entries) {
        Problems problems = new Problems().check(AgreementPage.SIGNATURE, entries);
        if (problems.isEmpty()) {
            clients.sign(visit.account(), new Document.PricingAppendix(zone.country()));
        }
        return problems;
    }
}
