package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Signs the collection agreement, for the first time or in a new version: a six-digit code as second factor, then the
 * signature.
 *
 * <p>The page itself shows the code and fills it in, because the sandbox has no telephone.
 */
final class AgreementPage implements StepPage {

    static final Field SIGNATURE = Field.text("signature", "Signature", "name", 200)
            .hint("Type your full name. It stands for your drawn signature.");
    private static final Field CODE =
            Field.text("code", "Six-digit code", "one-time-code", 6).hint("It was sent to your phone.");
    private static final int CODES = 1_000_000;

    private final Clients clients;
    private final Random random = new Random();
    private final Map<UUID, String> codes = new HashMap<>();

    AgreementPage(Clients clients) {
        this.clients = clients;
    }

    @Override
    public String title(Visit visit) {
        return visit.step() instanceof Step.Upgrade ? "Sign the new agreement" : "Sign the agreement";
    }

    @Override
    public String content(Visit visit, Entries entries, Problems problems) {
        Account.Profile profile = visit.account().profile();
        String code = codes.computeIfAbsent(visit.account().id(), unused -> "%06d".formatted(random.nextInt(CODES)));
        String fields =
                CODE.html(entries.text("code", code), problems) + SIGNATURE.html(entries.text("signature"), problems);
        return Html.paragraph(introduction(visit.account()))
                + """
                <section class="document" aria-labelledby="document">
                <h2 id="document">Standard Debt Collection Agreement</h2>
                <p>between <strong>%s</strong>, %s (the creditor), <strong>Debitura</strong>, and the collection partner \
                that Debitura assigns to a claim.</p>
                <p>The creditor hands claims to Debitura. Debitura assigns each to a local collection partner, who collects \
                it. A success fee is due on what is recovered, and nothing otherwise. Debitura holds no money of debtors: \
                they pay the collection partner or the creditor.</p>
                </section>
                <p class="note">Sandbox: no text message is sent. Your code is <output id="second-factor-code">%s</output></p>
                """.formatted(
                                Html.escape(profile.name()),
                                Html.escape(profile.country().name()),
                                code)
                + Html.form(visit.address(), fields + Html.submit("Sign"));
    }

    private static String introduction(Account account) {
        return switch (account.invalidation()) {
            case NONE -> "With your signature your company can have claims collected.";
            case NEW_VERSION ->
                "The Standard Debt Collection Agreement has changed. Your cases go on once you have signed it again.";
            case CREDITOR_NAME_CHANGED ->
                "Your company has another name now. Your cases go on once you have signed the agreement again.";
            case ADMIN_INVALIDATED, OTHER ->
                "Your agreement is no longer in force. Your cases go on once you have signed it again.";
        };
    }

    @Override
    public Problems submit(Visit visit, Entries entries) {
        Problems problems = new Problems().check(CODE, entries);
        if (!entries.text("code").equals(codes.get(visit.account().id()))) {
            problems.note("code", "This is not the code that was sent");
        }
        problems.check(SIGNATURE, entries);
        if (problems.isEmpty()) {
            codes.remove(visit.account().id());
            clients.sign(visit.account());
        }
        return problems;
    }

    void clear() {
        codes.clear();
    }
}
