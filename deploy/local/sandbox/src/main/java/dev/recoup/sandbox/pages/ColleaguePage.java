package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Clients;

/** Adds a member to the team. */
record ColleaguePage(Clients clients) implements StepPage {

    private static final Field NAME = Field.text("name", "Full name", "off", 200);
    private static final Field EMAIL = Field.text("email", "E-mail address", "off", 320)
            .type("email")
            .hint("An address can belong to one company at Debitura only.");

    @Override
    public String title(Visit visit) {
        return "Add a colleague";
    }

    @Override
    public String content(Visit visit, Entries entries, Problems problems) {
        String fields = NAME.html(entries.text("name"), problems) + EMAIL.html(entries.text("email"), problems);
        return Html.form(visit.address(), fields + Html.submit("Add"))
                + "<p><a href=\"%s\">Back to the users</a></p>\n"
                        .formatted(Html.escape(visit.address(new Step.Team())));
    }

    @Override
    public Problems submit(Visit visit, Entries entries) {
        Problems problems = new Problems().check(NAME, entries).check(EMAIL, entries);
        String email = entries.text("email");
        if (problems.isEmpty() && !email.matches("[^@\\s]+@[^@\\s]+")) {
            problems.note("email", "Enter an e-mail address such as name@company.example");
        }
        if (problems.isEmpty() && clients.isTaken(email)) {
            problems.note("email", "This address belongs to a company already");
        }
        if (problems.isEmpty()) {
            clients.join(visit.account(), email, entries.text("name"));
        }
        return problems;
    }
}
