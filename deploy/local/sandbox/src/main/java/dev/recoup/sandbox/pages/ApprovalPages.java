package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.FirstCases;
import dev.recoup.sandbox.clients.LinkRequest;
import dev.recoup.sandbox.clients.SigningUrls;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where an existing client lets the platform in, or does not (guide 6.6). */
final class ApprovalPages {

    private static final String ANSWERED = "/ReferralPartner/Answered";

    private final Clients clients;
    private final FirstCases firstCases;
    private final Sender sender;

    ApprovalPages(Clients clients, FirstCases firstCases, Sender sender) {
        this.clients = clients;
        this.firstCases = firstCases;
        this.sender = sender;
    }

    void addTo(Router router) {
        router.get(SigningUrls.APPROVAL).handler(context -> withRequest(context, this::question));
        router.post(SigningUrls.APPROVAL).handler(context -> withRequest(context, this::decide));
        router.get(ANSWERED).handler(context -> withRequest(context, this::thanks));
    }

    private interface RequestPage {
        void show(RoutingContext context, LinkRequest request);
    }

    private void withRequest(RoutingContext context, RequestPage page) {
        Addresses.uuid(context.request().getParam("token", ""))
                .flatMap(clients::request)
                .ifPresentOrElse(request -> page.show(context, request), () -> sender.unknown(context));
    }

    private void question(RoutingContext context, LinkRequest request) {
        if (clients.isOpen(request)) {
            question(context, 200, request, new Problems());
        } else {
            spent(context, request);
        }
    }

    private void question(RoutingContext context, int status, LinkRequest request, Problems problems) {
        String platform = sender.platform();
        String action = address(SigningUrls.APPROVAL, request, Sender.returnUrl(context));
        String buttons = "<p class=\"actions\">"
                + Html.button("decision", "approve", "Approve", Html.Weight.FIRST)
                + Html.button("decision", "decline", "Decline", Html.Weight.SECOND)
                + "</p>";
        List<Account> candidates = request.candidates();
        String content = """
                <p>%1$s asks to submit claims to Debitura for %2$s.</p>
                <ul>
                <li>If you approve, %1$s can hand in claims and see what becomes of those.</li>
                <li>If you decline, nothing changes.</li>
                </ul>
                """.formatted(
                Html.escape(platform),
                candidates.size() == 1
                        ? "<strong>"
                                + Html.escape(candidates.getFirst().profile().name()) + "</strong>"
                        : "one of your companies");
        String choice = candidates.size() == 1 ? "" : choice(candidates, problems);
        sender.send(
                context,
                status,
                candidates.size() == 1 ? "Connect your account" : "Which company is it?",
                problems.summary() + content + Html.form(action, choice + buttons));
    }

    /** Several companies match the e-mail addresses of the request: the visitor says which one is meant. */
    private static String choice(List<Account> candidates, Problems problems) {
        StringBuilder options = new StringBuilder();
        for (int index = 0; index < candidates.size(); index++) {
            Account account = candidates.get(index);
            options.append("""
                    <div class="choice"><input type="radio" id="%1$s" name="account" value="%2$s"/>\
                    <label for="%1$s">%3$s, %4$s</label></div>
                    """.formatted(
                            index == 0 ? "account" : "account-" + index,
                            account.id(),
                            Html.escape(account.profile().name()),
                            Html.escape(account.profile().country().name())));
        }
        String problem = problems.of("account")
                .map(text -> "<p class=\"problem\" id=\"account-problem\">" + Html.escape(text) + "</p>\n")
                .orElse("");
        return """
                <fieldset%s>
                <legend>Company to connect</legend>
                %s%s</fieldset>
                """.formatted(problem.isEmpty() ? "" : " aria-describedby=\"account-problem\"", problem, options);
    }

    private void decide(RoutingContext context, LinkRequest request) {
        if (!clients.isOpen(request)) {
            spent(context, request);
            return;
        }
        Entries entries = new Entries(context.request().formAttributes());
        switch (entries.text("decision")) {
            case "approve" -> approve(context, request, entries);
            case "decline" -> {
                clients.decline(request);
                Sender.seeOther(context, address(ANSWERED, request, Sender.returnUrl(context)));
            }
            default -> question(context, 200, request, new Problems());
        }
    }

    private void approve(RoutingContext context, LinkRequest request, Entries entries) {
        Optional<Account> chosen = chosen(request, entries.text("account"));
        if (chosen.isEmpty()) {
            question(context, 422, request, new Problems().note("account", "Choose the company to connect"));
            return;
        }
        clients.approve(request, chosen.get(), firstCases);
        Sender.seeOther(context, address(ANSWERED, request, Sender.returnUrl(context)));
    }

    private static Optional<Account> chosen(LinkRequest request, String id) {
        List<Account> candidates = request.candidates();
        if (candidates.size() == 1) {
            return Optional.of(candidates.getFirst());
        }
        Optional<UUID> wanted = Addresses.uuid(id);
        return candidates.stream()
                .filter(account -> wanted.filter(account.id()::equals).isPresent())
                .findFirst();
    }

    private void thanks(RoutingContext context, LinkRequest request) {
        Optional<String> returnUrl = Sender.returnUrl(context);
        switch (request.state()) {
            case APPROVED ->
                sender.send(
                        context,
                        200,
                        "Your account is connected",
                        Html.paragraph(sender.platform() + " can now submit claims for "
                                        + request.account().profile().name() + ".")
                                + Html.goBack(returnUrl));
            case DECLINED ->
                sender.send(
                        context,
                        200,
                        "You declined",
                        Html.paragraph("Nothing was connected.") + Html.goBack(returnUrl));
            case PENDING, EXPIRED -> Sender.seeOther(context, address(SigningUrls.APPROVAL, request, returnUrl));
        }
    }

    private void spent(RoutingContext context, LinkRequest request) {
        String title =
                switch (request.state()) {
                    case PENDING, EXPIRED -> "This link has expired";
                    case APPROVED, DECLINED -> "This link was already used";
                };
        sender.send(
                context,
                410,
                title,
                Html.paragraph("Nothing was changed. Ask for a new link where you got this one.")
                        + Html.goBack(Sender.returnUrl(context)));
    }

    private static String address(String path, LinkRequest request, Optional<String> returnUrl) {
        return Addresses.returning(Addresses.with(path, "token", request.token().toString()), returnUrl);
    }
}
