package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.FirstCases;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.clients.LinkRequest;
import dev.recoup.sandbox.clients.SigningUrls;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * The white-label pages (guide 15): plain HTML forms that work by keyboard and without scripts.
 *
 * <p>A signature needs a second-factor code, which the page itself shows and fills in because the sandbox has no
 * telephone.
 */
public final class Pages {

    private static final int CODES = 1_000_000;

    private final Clients clients;
    private final FirstCases firstCases;
    private final Random random = new Random();
    private final Map<UUID, String> codes = new HashMap<>();

    /** Prepares the pages; cases of approved link requests go to {@code firstCases}. */
    public Pages(Clients clients, FirstCases firstCases) {
        this.clients = clients;
        this.firstCases = firstCases;
    }

    /** Adds the pages to a router whose bodies are read already. */
    public void addTo(Router router) {
        for (String path : new String[] {"/companydetails/:link", "/ContractUpgrade/Sign/:link"}) {
            router.get(path).handler(context -> withLink(context, context.pathParam("link"), this::form));
            router.post(path).handler(context -> withLink(context, context.pathParam("link"), this::sign));
        }
        router.get("/Signing/PendingContracts")
                .handler(context -> withLink(context, context.request().getParam("client", ""), this::form));
        router.post("/Signing/PendingContracts")
                .handler(context -> withLink(context, context.request().getParam("client", ""), this::sign));
        router.get("/Kyc/:link").handler(context -> withLink(context, context.pathParam("link"), this::director));
        router.post("/Kyc/:link").handler(context -> withLink(context, context.pathParam("link"), this::identify));
        router.get("/ReferralPartner/Approve").handler(context -> withRequest(context, this::question));
        router.post("/ReferralPartner/Approve").handler(context -> withRequest(context, this::decide));
    }

    private interface LinkPage {
        void show(RoutingContext context, Link link);
    }

    private interface RequestPage {
        void show(RoutingContext context, LinkRequest request);
    }

    private void withLink(RoutingContext context, String id, LinkPage page) {
        uuid(id).flatMap(clients::linkById).ifPresentOrElse(link -> page.show(context, link), () -> unknown(context));
    }

    private void withRequest(RoutingContext context, RequestPage page) {
        uuid(context.request().getParam("token", ""))
                .flatMap(clients::request)
                .ifPresentOrElse(request -> page.show(context, request), () -> unknown(context));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static void unknown(RoutingContext context) {
        send(context, 404, "This link is not valid", "<p>Ask for a new one where you got it.</p>");
    }

    private void form(RoutingContext context, Link link) {
        boolean onboarding = context.request().path().startsWith("/companydetails/");
        boolean signed = link.account().agreement() == Account.Agreement.SIGNED;
        if (link.account().kycStatus() == Account.KycStatus.PENDING && (onboarding || signed)) {
            director(context, link);
        } else if (link.account().agreement() == Account.Agreement.SIGNED) {
            done(context, "Nothing to sign");
        } else {
            form(context, link, 200, "");
        }
    }

    private void form(RoutingContext context, Link link, int status, String alert) {
        Account.Profile profile = link.account().profile();
        String code = codes.computeIfAbsent(link.id(), unused -> "%06d".formatted(random.nextInt(CODES)));
        send(
                context,
                status,
                title(link.account()),
                alert
                        + """
                <dl>
                <dt>Company</dt><dd>%s</dd>
                <dt>Country</dt><dd>%s</dd>
                <dt>E-mail</dt><dd>%s</dd>
                </dl>
                <p>By signing you agree that your claims are collected under the Standard Debt Collection Agreement.</p>
                <p>Your code: <output id="second-factor-code">%s</output></p>
                <form method="post" action="%s">
                <label for="code">Six-digit code</label>
                <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" value="%s" required>
                <label for="signature">Signature (type your full name)</label>
                <input id="signature" name="signature" autocomplete="name" required>
                <button type="submit">Sign</button>
                </form>
                """.formatted(
                                        Html.escape(profile.name()),
                                        Html.escape(profile.country().name()),
                                        Html.escape(profile.email()),
                                        code,
                                        Html.escape(context.request().uri()),
                                        code));
    }

    private static String title(Account account) {
        return switch (account.agreement()) {
            case UNSIGNED -> "Company details and agreement";
            case OUTDATED -> "Sign the new agreement";
            case SIGNED -> "Nothing to sign";
        };
    }

    private void sign(RoutingContext context, Link link) {
        if (context.request().formAttributes().contains("directorFullName")) {
            identify(context, link);
        } else if (link.account().agreement() == Account.Agreement.SIGNED) {
            done(context, "Nothing to sign");
        } else {
            signWithCode(context, link);
        }
    }

    private void signWithCode(RoutingContext context, Link link) {
        String code = context.request().getFormAttribute("code");
        String signature = context.request().getFormAttribute("signature");
        if (code == null || !code.equals(codes.get(link.id())) || signature == null || signature.isBlank()) {
            form(context, link, 422, "<p role=\"alert\">The code or the signature is missing or wrong.</p>");
            return;
        }
        codes.remove(link.id());
        clients.sign(link);
        done(context, "Thank you, the agreement is signed");
    }

    private void director(RoutingContext context, Link link) {
        if (link.account().kycStatus() == Account.KycStatus.VERIFIED) {
            done(context, "Your data is on file");
        } else {
            director(context, 200, "");
        }
    }

    private static void director(RoutingContext context, int status, String alert) {
        send(
                context,
                status,
                "Who is responsible",
                alert + """
                <p>The collection agency must know one director or senior manager of your company.</p>
                <form method="post" action="%s">
                <label for="directorFullName">Full name</label>
                <input id="directorFullName" name="directorFullName" autocomplete="name" maxlength="500" required>
                <label for="directorHomeAddress">Home address</label>
                <input id="directorHomeAddress" name="directorHomeAddress" autocomplete="street-address" maxlength="1000" required>
                <label for="directorDateOfBirth">Date of birth</label>
                <input id="directorDateOfBirth" name="directorDateOfBirth" type="date" autocomplete="bday" required>
                <button type="submit">Send</button>
                </form>
                """.formatted(Html.escape(context.request().uri())));
    }

    private void identify(RoutingContext context, Link link) {
        String name = attribute(context, "directorFullName");
        String address = attribute(context, "directorHomeAddress");
        Optional<LocalDate> born = day(attribute(context, "directorDateOfBirth"));
        if (name.isBlank() || address.isBlank() || born.isEmpty()) {
            director(context, 422, "<p role=\"alert\">Give a name, an address and a date of birth.</p>");
            return;
        }
        clients.fileKyc(link.account(), name, address, born.get());
        if (link.account().agreement() == Account.Agreement.SIGNED) {
            done(context, "Thank you, your data is on file");
        } else {
            form(context, link);
        }
    }

    private static String attribute(RoutingContext context, String name) {
        return Optional.ofNullable(context.request().getFormAttribute(name)).orElse("");
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.isBefore(LocalDate.now(ZoneOffset.UTC)));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static void done(RoutingContext context, String title) {
        String goBack = Optional.ofNullable(context.request().getParam("returnUrl"))
                .filter(SigningUrls::isUsable)
                .map(target -> "<p><a href=\"" + Html.escape(target) + "\">Go back</a></p>")
                .orElse("<p>You can close this page.</p>");
        send(context, 200, title, goBack);
    }

    private void question(RoutingContext context, LinkRequest request) {
        if (request.state() != LinkRequest.State.PENDING) {
            answered(context, request);
            return;
        }
        send(context, 200, "Connect your account", """
                <p>A platform you use asks to submit claims for %s.</p>
                <form method="post" action="%s">
                <button type="submit" name="decision" value="approve">Approve</button>
                <button type="submit" name="decision" value="decline">Decline</button>
                </form>
                """.formatted(
                        Html.escape(request.account().profile().name()),
                        Html.escape(context.request().uri())));
    }

    private void decide(RoutingContext context, LinkRequest request) {
        if (request.state() != LinkRequest.State.PENDING) {
            answered(context, request);
            return;
        }
        switch (Optional.ofNullable(context.request().getFormAttribute("decision"))
                .orElse("")) {
            case "approve" -> {
                clients.approve(request, firstCases);
                done(context, "Your account is connected");
            }
            case "decline" -> {
                clients.decline(request);
                done(context, "You declined");
            }
            default -> question(context, request);
        }
    }

    private static void answered(RoutingContext context, LinkRequest request) {
        String title =
                switch (request.state()) {
                    case EXPIRED -> "This link has expired";
                    case PENDING, APPROVED, DECLINED -> "This link was already used";
                };
        send(context, 410, title, "<p>Nothing was changed.</p>");
    }

    private static void send(RoutingContext context, int status, String title, String content) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader(
                        "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
                .end(Html.page(title, content));
    }

    /** Forgets the codes. */
    public void clear() {
        codes.clear();
    }
}
