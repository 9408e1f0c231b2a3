package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import java.util.List;

/** First page of an onboarding: what Debitura knows of the company, and where it is. */
record CompanyPage(Clients clients) implements StepPage {

    private static final Field NUMBER =
            Field.text("registrationNumber", "Registration number", "off", 100).optional();
    private static final Field ADDRESS = Field.text("address", "Street and number", "street-address", 500);
    private static final Field ZIP_CODE = Field.text("zipCode", "Postal code", "postal-code", 20);
    private static final Field CITY = Field.text("city", "City", "address-level2", 100);
    private static final Field PHONE =
            Field.text("phone", "Phone", "tel", 50).type("tel").optional();
    private static final List<Field> FIELDS = List.of(NUMBER, ADDRESS, ZIP_CODE, CITY, PHONE);

    @Override
    public String title(Visit visit) {
        return "Company details";
    }

    @Override
    public String content(Visit visit, Entries entries, Problems problems) {
        Account.Profile profile = visit.account().profile();
        StringBuilder fields = new StringBuilder();
        for (Field field : FIELDS) {
            fields.append(field.html(entries.text(field.name(), before(profile, field)), problems));
        }
        return """
                <p>These are the details of the creditor in the agreement with Debitura. Check and complete them.</p>
                <dl>
                %s</dl>
                %s""".formatted(
                        Html.fact("Company", profile.name())
                                + Html.fact("Country", profile.country().name())
                                + Html.fact("E-mail", profile.email()),
                        Html.form(visit.address(), fields + Html.submit("Continue")));
    }

    private static String before(Account.Profile profile, Field field) {
        return switch (field.name()) {
            case "registrationNumber" -> profile.registrationNumber();
            case "address" -> profile.address();
            case "zipCode" -> profile.zipCode();
            case "city" -> profile.city();
            default -> profile.phone();
        };
    }

    @Override
    public Problems submit(Visit visit, Entries entries) {
        Problems problems = new Problems();
        FIELDS.forEach(field -> problems.check(field, entries));
        if (problems.isEmpty()) {
            clients.describe(
                    visit.account(),
                    visit.account()
                            .profile()
                            .at(entries.text("address"), entries.text("zipCode"), entries.text("city"))
                            .with(entries.text("registrationNumber"), entries.text("phone")));
        }
        return problems;
    }
}
