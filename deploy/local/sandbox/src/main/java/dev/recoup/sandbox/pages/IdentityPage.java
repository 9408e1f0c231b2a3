package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.time.VirtualClock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The form for a director's data (guide 10). */
record IdentityPage(Clients clients, VirtualClock clock) implements StepPage {

    private static final Field NAME = Field.text("directorFullName", "Full name", "name", 500);
    private static final Field ADDRESS = Field.text("directorHomeAddress", "Home address", "street-address", 1000)
            .hint("Not the company's address.");
    private static final Field BORN =
            Field.text("directorDateOfBirth", "Date of birth", "bday", 10).type("date");

    @Override
    public String title(Visit visit) {
        return "Who is responsible";
    }

    @Override
    public String content(Visit visit, Entries entries, Problems problems) {
        String fields = NAME.html(entries.text("directorFullName"), problems)
                + ADDRESS.html(entries.text("directorHomeAddress"), problems)
                + BORN.html(entries.text("directorDateOfBirth"), problems);
        return Html.paragraph("The collection agency is bound by anti-money-laundering rules. It must know one director"
                        + " or senior manager of your company. Debitura passes these details to the agency only.")
                + Html.form(visit.address(), fields + Html.submit("Send"));
    }

    @Override
    public Problems submit(Visit visit, Entries entries) {
        Problems problems = new Problems().check(NAME, entries).check(ADDRESS, entries);
        Optional<LocalDate> born = day(entries.text("directorDateOfBirth"));
        if (born.isEmpty()) {
            problems.note("directorDateOfBirth", "Enter the date of birth, a day in the past");
        }
        if (problems.isEmpty()) {
            clients.fileKyc(
                    visit.account(),
                    entries.text("directorFullName"),
                    entries.text("directorHomeAddress"),
                    born.orElseThrow());
        }
        return problems;
    }

    private Optional<LocalDate> day(String text) {
        LocalDate today = LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.isBefore(today));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
