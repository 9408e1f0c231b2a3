package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.FirstCases;
import dev.recoup.sandbox.clients.SigningUrls;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.partner.Partner;
import dev.recoup.sandbox.signing.Paperwork;
import dev.recoup.sandbox.signing.Route;
import dev.recoup.sandbox.time.VirtualClock;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The hosted pages (guide 15): plain HTML forms that work by keyboard and without scripts, in the partner's colours, and
 * the same pages in Debitura's creditor app under {@code /app}.
 */
public final class Pages {

    /**
     * What the pages reach.
     *
     * @param clients who signs
     * @param firstCases where the cases of approved link requests go
     * @param partner whose looks the white-label pages have
     * @param paperwork what has to be signed
     * @param catalogue agencies and pricing zones
     * @param waiting where the cases of an account go that wait for signatures
     * @param urls where the pages are and until when
     * @param clock virtual time
     */
    public record Reach(
            Clients clients,
            FirstCases firstCases,
            Partner partner,
            Paperwork paperwork,
            Catalogue catalogue,
            Function<Account, List<Route>> waiting,
            SigningUrls urls,
            VirtualClock clock) {}

    private final Clients clients;
    private final Catalogue catalogue;
    private final SigningUrls urls;
    private final Sender sender;
    private final ApprovalPages approval;
    private final Walks walks;
    private final IdentityPage identity;
    private final AgreementPage agreement;

    /** Prepares the pages. */
    public Pages(Reach reach) {
        this.clients = reach.clients();
        this.catalogue = reach.catalogue();
        this.urls = reach.urls();
        this.sender = new Sender(reach.partner());
        this.approval = new ApprovalPages(clients, reach.firstCases(), sender);
        this.walks = new Walks(reach.paperwork(), reach.waiting());
        this.identity = new IdentityPage(clients, reach.clock());
        this.agreement = new AgreementPage(clients);
    }

    /** Adds the pages to a router whose bodies are read already. */
    public void addTo(Router router) {
        router.get().handler(this::refuseLateVisits);
        approval.addTo(router);
        router.get(Partner.LOGO_PATH).handler(context -> mark(context, sender.layout()));
        router.get("/app" + Partner.LOGO_PATH).handler(context -> mark(context, Layout.CREDITOR_APP));
        addTo(router, "", this::whiteLabel);
        addTo(router, "/app", this::creditorApp);
        router.get().last().handler(this::nowhere);
    }

    private void refuseLateVisits(RoutingContext context) {
        if (urls.isOver(context.request().getParam(SigningUrls.END, ""))) {
            sender.send(
                    context,
                    410,
                    "This link has expired",
                    Html.paragraph("Nothing was changed. Ask for a new link where you got this one."));
        } else {
            context.next();
        }
    }

    private static void mark(RoutingContext context, Layout layout) {
        context.response().putHeader("Content-Type", "image/svg+xml").end(layout.mark());
    }

    private void nowhere(RoutingContext context) {
        if (context.request().path().startsWith("/_sandbox")) {
            context.next();
        } else {
            sender.unknown(context);
        }
    }

    private interface Entrance extends Function<UUID, Optional<Doorway>> {}

    private interface DoorPage {
        void show(RoutingContext context, Doorway door);
    }

    private Optional<Doorway> whiteLabel(UUID linkId) {
        return clients.linkById(linkId).map(Doorway.WhiteLabel::new);
    }

    private Optional<Doorway> creditorApp(UUID creditorId) {
        return clients.account(creditorId).map(Doorway.CreditorApp::new);
    }

    private void addTo(Router router, String prefix, Entrance entrance) {
        step(router, prefix + Addresses.COLLEAGUE, entrance, context -> Optional.of(new Step.Colleague()));
        step(router, prefix + Addresses.TEAM, entrance, context -> Optional.of(new Step.Team()));
        step(router, prefix + SigningUrls.COMPANY_DETAILS, entrance, context -> Optional.of(new Step.Company()));
        step(router, prefix + SigningUrls.LONG_COMPANY_DETAILS, entrance, context -> Optional.of(new Step.Company()));
        step(router, prefix + SigningUrls.KYC, entrance, context -> Optional.of(new Step.Identity()));
        step(router, prefix + SigningUrls.UPGRADE, entrance, context -> Optional.of(new Step.Upgrade()));
        step(router, prefix + Addresses.AGREEMENT, entrance, context -> Optional.of(new Step.Agreement()));
        step(router, prefix + SigningUrls.POWER_OF_ATTORNEY, entrance, this::powerOfAttorney);
        step(router, prefix + SigningUrls.PRICING_APPENDIX, entrance, this::pricingAppendix);
        router.get(prefix + SigningUrls.TERMS + ":id/:document")
                .handler(context -> enter(context, context.pathParam("id"), entrance, this::terms));
        router.get(prefix + Addresses.DONE + ":id")
                .handler(context -> enter(context, context.pathParam("id"), entrance, this::done));
        router.get(prefix + SigningUrls.COMBINED)
                .handler(context -> enter(context, context.request().getParam("client", ""), entrance, this::combined));
    }

    private Optional<Step> powerOfAttorney(RoutingContext context) {
        return Addresses.uuid(context.request().getParam("collectionPartnerId", ""))
                .filter(id -> catalogue.partner(id).isPresent())
                .map(Step.PowerOfAttorney::new);
    }

    private Optional<Step> pricingAppendix(RoutingContext context) {
        return catalogue
                .zone(context.request().getParam("country", ""))
                .map(zone -> new Step.PricingAppendix(zone.country()));
    }

    /** The route that an address names; cases that were refused wait nowhere, so the address is all there is of them. */
    private List<Route> named(RoutingContext context) {
        return Addresses.uuid(context.request().getParam("collectionPartnerId", ""))
                .flatMap(catalogue::partner)
                .map(agency -> new Route(agency, context.request().getParam("country", "")))
                .stream()
                .toList();
    }

    private void step(Router router, String path, Entrance entrance, Function<RoutingContext, Optional<Step>> reading) {
        router.get(path + ":id")
                .handler(context -> enter(context, context.pathParam("id"), entrance, (on, door) -> reading.apply(on)
                        .ifPresentOrElse(step -> show(on, visit(on, door, step)), () -> sender.unknown(on))));
        router.post(path + ":id")
                .handler(context -> enter(context, context.pathParam("id"), entrance, (on, door) -> reading.apply(on)
                        .ifPresentOrElse(step -> submit(on, visit(on, door, step)), () -> sender.unknown(on))));
    }

    private void enter(RoutingContext context, String id, Entrance entrance, DoorPage page) {
        Addresses.uuid(id)
                .flatMap(entrance)
                .ifPresentOrElse(door -> page.show(context, door), () -> sender.unknown(context));
    }

    private Visit visit(RoutingContext context, Doorway door, Step step) {
        Walk walk = context.queryParam("walk").stream()
                .findFirst()
                .map(Walk::read)
                .orElseGet(() -> beginning(door.signer(), step));
        return new Visit(door, step, walk, Sender.returnUrl(context));
    }

    /** The pages of an onboarding belong together; any other can be visited alone. */
    private Walk beginning(Account account, Step step) {
        return switch (step) {
            case Step.Company first -> walks.onboarding(account, List.of());
            case Step.Team second -> walks.onboarding(account, List.of());
            case Step.Colleague member -> walks.onboarding(account, List.of());
            case Step.Agreement last -> walks.onboarding(account, List.of());
            case Step.Identity alone -> Walk.of(alone);
            case Step.PowerOfAttorney alone -> Walk.of(alone);
            case Step.PricingAppendix alone -> Walk.of(alone);
            case Step.Upgrade alone -> Walk.of(alone);
        };
    }

    private void combined(RoutingContext context, Doorway door) {
        Account account = door.signer();
        Walk walk = walks.onboarding(account, named(context));
        Optional<String> returnUrl = Sender.returnUrl(context);
        Sender.seeOther(
                context, next(door, walk, walk.steps(), returnUrl).orElse(Addresses.done(door, walk, returnUrl)));
    }

    private Optional<String> next(Doorway door, Walk walk, List<Step> steps, Optional<String> returnUrl) {
        return steps.stream()
                .filter(step -> !walks.isDone(door.signer(), step))
                .findFirst()
                .map(step -> Addresses.of(door, step, walk, returnUrl));
    }

    private String after(Visit visit) {
        if (visit.step() instanceof Step.Colleague) {
            return visit.address(visit.place());
        }
        return next(visit.door(), visit.walk(), visit.walk().after(visit.step()), visit.returnUrl())
                .orElse(visit.done());
    }

    private StepPage pageOf(Step step) {
        return switch (step) {
            case Step.Company first -> new CompanyPage(clients);
            case Step.Team second -> new TeamPage();
            case Step.Colleague member -> new ColleaguePage(clients);
            case Step.Identity director -> identity;
            case Step.PowerOfAttorney(UUID partnerId) ->
                new PowerOfAttorneyPage(clients, catalogue.partner(partnerId).orElseThrow());
            case Step.PricingAppendix(String country) ->
                new PricingAppendixPage(clients, catalogue.zone(country).orElseThrow());
            case Step.Agreement first -> agreement;
            case Step.Upgrade again -> agreement;
        };
    }

    private boolean isOpen(Visit visit) {
        return visit.walk().steps().contains(visit.place()) && !walks.isDone(visit.account(), visit.step());
    }

    private void show(RoutingContext context, Visit visit) {
        if (isOpen(visit)) {
            show(context, 200, visit, Entries.none(), new Problems());
        } else {
            Sender.seeOther(context, after(visit));
        }
    }

    private void submit(RoutingContext context, Visit visit) {
        if (!isOpen(visit)) {
            Sender.seeOther(context, after(visit));
            return;
        }
        Entries entries = new Entries(context.request().formAttributes());
        Problems problems = pageOf(visit.step()).submit(visit, entries);
        if (problems.isEmpty()) {
            Sender.seeOther(context, after(visit));
        } else {
            show(context, 422, visit, entries, problems);
        }
    }

    private void show(RoutingContext context, int status, Visit visit, Entries entries, Problems problems) {
        StepPage page = pageOf(visit.step());
        String title = page.title(visit);
        String content = visit.walk().progress(visit.place())
                + problems.summary()
                + "<h1>" + Html.escape(title) + "</h1>\n"
                + page.content(visit, entries, problems);
        String prefix = problems.isEmpty() ? "" : "Error: ";
        Sender.send(
                context,
                status,
                layout(visit.door()).page(prefix + title, visit.walk().position(visit.place()), content));
    }

    private Layout layout(Doorway door) {
        return switch (door) {
            case Doorway.WhiteLabel label -> sender.layout();
            case Doorway.CreditorApp app -> Layout.CREDITOR_APP;
        };
    }

    private void done(RoutingContext context, Doorway door) {
        Walk walk = Walk.read(context.request().getParam("walk", ""));
        String title = walk.steps().isEmpty() ? "Nothing to sign" : "Thank you, that is all";
        StringBuilder list = new StringBuilder();
        walk.steps().stream()
                .filter(step -> walks.isDone(door.signer(), step))
                .forEach(step -> list.append("<li>").append(thanks(step)).append("</li>\n"));
        String content = "<h1>" + title + "</h1>\n"
                + (list.isEmpty() ? "" : "<ul>\n" + list + "</ul>\n")
                + Html.goBack(Sender.returnUrl(context));
        Sender.send(context, 200, layout(door).page(title, "", content));
    }

    private void terms(RoutingContext context, Doorway door) {
        Account account = door.signer();
        String name = context.pathParam("document");
        Optional<Step> step = Step.of(name.replace(".pdf", ""));
        boolean signed = step.filter(known -> known instanceof Step.Agreement
                        ? account.agreement() != Account.Agreement.UNSIGNED
                        : walks.isDone(account, known))
                .isPresent();
        if (!name.endsWith(".pdf") || !signed) {
            sender.unknown(context);
            return;
        }
        byte[] pdf = Terms.pdf(List.of(
                "Signed: " + step.orElseThrow().label(),
                "Creditor: " + account.profile().name(),
                "Between the creditor, Debitura and its collection partners."));
        context.response().putHeader("Content-Type", "application/pdf").end(Buffer.buffer(pdf));
    }

    private static String thanks(Step step) {
        return switch (step) {
            case Step.Company company -> "Your company's details are complete.";
            case Step.Team team -> "Your users are known.";
            case Step.Colleague colleague -> "Your users are known.";
            case Step.Identity identity -> "Your data is on file: who is responsible is known.";
            case Step.PowerOfAttorney poa -> "The power of attorney is signed.";
            case Step.PricingAppendix appendix -> "The pricing appendix is signed.";
            case Step.Agreement agreement -> "The collection agreement is signed.";
            case Step.Upgrade upgrade -> "The collection agreement is signed.";
        };
    }

    /** Forgets the codes. */
    public void clear() {
        agreement.clear();
    }
}
