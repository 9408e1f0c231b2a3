package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Account;
import java.util.List;

/** Second page of an onboarding: who may work with the claims. */
record TeamPage() implements StepPage {

    @Override
    public String title(Visit visit) {
        return "Users";
    }

    @Override
    public String content(Visit visit, Entries entries, Problems problems) {
        List<Account.User> team = visit.account().users();
        StringBuilder rows = new StringBuilder();
        for (int index = 0; index < team.size(); index++) {
            rows.append("<tr><td>%s</td><td class=\"long\">%s</td><td>%s</td></tr>\n"
                    .formatted(
                            Html.escape(team.get(index).name()),
                            Html.escape(team.get(index).email()),
                            index == 0 ? "Administrator" : "User"));
        }
        return """
                <p>These people can follow the claims of your company. The administrator signs the agreement.</p>
                <table>
                <thead><tr><th scope="col">Name</th><th scope="col">E-mail</th><th scope="col">Role</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                %s<p><a href="%s">Add a colleague</a></p>
                """.formatted(
                        rows,
                        Html.form(visit.address(), Html.submit("Continue")),
                        Html.escape(visit.address(new Step.Colleague())));
    }

    @Override
    public Problems submit(Visit visit, Entries entries) {
        return new Problems();
    }
}
