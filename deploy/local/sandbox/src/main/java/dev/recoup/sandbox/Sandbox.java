package dev.recoup.sandbox;

import dev.recoup.sandbox.cases.CaseDetailOperations;
import dev.recoup.sandbox.cases.CaseEvents;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CreditorCaseOperations;
import dev.recoup.sandbox.cases.CreditorEvents;
import dev.recoup.sandbox.cases.CreditorPreviewOperations;
import dev.recoup.sandbox.cases.Intake;
import dev.recoup.sandbox.cases.Lifecycle;
import dev.recoup.sandbox.cases.PartnerCaseOperations;
import dev.recoup.sandbox.cases.PartnerPreviewOperations;
import dev.recoup.sandbox.cases.Proceedings;
import dev.recoup.sandbox.casework.CaseworkOperations;
import dev.recoup.sandbox.casework.Chats;
import dev.recoup.sandbox.casework.Tasks;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.ClientOperations;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.clients.KycOperations;
import dev.recoup.sandbox.clients.SigningUrls;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiDocument;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Bodies;
import dev.recoup.sandbox.contract.Faults;
import dev.recoup.sandbox.contract.IdempotencyKeys;
import dev.recoup.sandbox.contract.RateLimits;
import dev.recoup.sandbox.contract.Uploads;
import dev.recoup.sandbox.contract.Violations;
import dev.recoup.sandbox.control.CaseControl;
import dev.recoup.sandbox.control.ControlApi;
import dev.recoup.sandbox.control.CoverageControl;
import dev.recoup.sandbox.control.SigningControl;
import dev.recoup.sandbox.control.StateView;
import dev.recoup.sandbox.control.TaskControl;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.departures.DepartureOperations;
import dev.recoup.sandbox.divisions.DivisionOperations;
import dev.recoup.sandbox.files.CaseFiles;
import dev.recoup.sandbox.files.DownloadLinks;
import dev.recoup.sandbox.files.FileOperations;
import dev.recoup.sandbox.money.Ledger;
import dev.recoup.sandbox.money.PaymentOperations;
import dev.recoup.sandbox.money.TransactionOperations;
import dev.recoup.sandbox.pages.Pages;
import dev.recoup.sandbox.partner.Partner;
import dev.recoup.sandbox.partner.PartnerOperations;
import dev.recoup.sandbox.population.Population;
import dev.recoup.sandbox.signing.Paperwork;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.tokens.Gates;
import dev.recoup.sandbox.tokens.Tokens;
import dev.recoup.sandbox.trials.TestCaseOperations;
import dev.recoup.sandbox.trials.TestEventOperations;
import dev.recoup.sandbox.trials.TestWebhookOperations;
import dev.recoup.sandbox.unknowns.Unknowns;
import dev.recoup.sandbox.webhooks.CreditorSubscriptionOperations;
import dev.recoup.sandbox.webhooks.SubscriptionOperations;
import dev.recoup.sandbox.webhooks.Webhooks;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The sandbox put together: one state, two APIs, the pages and the control interface over it.
 *
 * <p>Everything runs on the one event loop that created it, so nothing here is locked.
 */
final class Sandbox {

    private static final List<String> TEST_ONLY = List.of("resetClient", "isClientDeletable", "triggerTestWebhook");

    private final Unknowns unknowns;
    private final VirtualClock clock;
    private final Partner partner = new Partner();
    private final Webhooks webhooks;
    private final Clients clients;
    private final SigningUrls urls;
    private final Catalogue catalogue = new Catalogue();
    private final Paperwork paperwork;
    private final Cases cases;
    private final Ledger ledger;
    private final Tokens tokens;
    private final Faults faults;
    private final Uploads uploads = new Uploads();
    private final CaseFiles files;
    private final DownloadLinks downloads;
    private final FileOperations fileOperations;
    private final Violations violations;
    private final RateLimits limits;
    private final TransactionOperations transactions;
    private final CreditorCaseOperations creditorCases;
    private final KycOperations kyc;
    private final Chats chats;
    private final Tasks tasks;
    private final Proceedings proceedings;
    private final DivisionOperations divisions;
    private final TestCaseOperations testCases;
    private final ApiServer referral;
    private final ApiServer customer;
    private final Pages pages;
    private final Vertx vertx;
    private UUID directCreditor;

    Sandbox(Vertx vertx, SandboxOptions options) {
        this.vertx = vertx;
        unknowns = new Unknowns(options.unknowns());
        clock = new VirtualClock(vertx);
        urls = new SigningUrls(clock, unknowns);
        faults = new Faults(clock::now);
        violations = new Violations(clock);
        limits = new RateLimits(clock::now, options.limits(), unknowns);
        webhooks = new Webhooks(vertx, clock, faults, unknowns, options.answerWithin());
        clients = new Clients(clock, webhooks, unknowns);
        CreditorEvents creditorEvents = new CreditorEvents(webhooks);
        paperwork = new Paperwork(catalogue, urls);
        CaseEvents caseEvents = new CaseEvents(webhooks, clients, creditorEvents, unknowns);
        cases = new Cases(clock, clients, caseEvents, paperwork, unknowns, catalogue);
        ledger = new Ledger(clock, clients, cases, creditorEvents, unknowns);
        tokens = new Tokens(clock, clients, unknowns);
        chats = new Chats(clock, creditorEvents);
        files = new CaseFiles(clock, uploads);
        downloads = new DownloadLinks(files, clock, urls);
        fileOperations =
                new FileOperations(cases, clients, files, chats, downloads, new IdempotencyKeys(clock, unknowns));
        Intake intake = new Intake(cases, caseEvents, catalogue, clock, paperwork, faults);
        transactions = new TransactionOperations(ledger);
        creditorCases = new CreditorCaseOperations(cases, clients, catalogue, clock, paperwork, unknowns);
        pages = new Pages(
                new Pages.Reach(clients, intake, partner, paperwork, catalogue, cases::waitingRoutes, urls, clock));
        referral = new ApiServer(
                vertx,
                ApiDocument.load("referral", "/openapi/referral-partner-api.yaml"),
                Gates.referral(options.partnerKey()),
                faults,
                violations,
                limits,
                uploads,
                unknowns);
        new PartnerOperations(clients, ledger, partner, urls).addTo(referral);
        new ClientOperations(clients, intake, ledger, urls, unknowns).addTo(referral);
        kyc = new KycOperations(clients, clock, this::announceKyc, unknowns);
        kyc.addTo(referral);
        tokens.addTo(referral);
        new PartnerCaseOperations(cases, clients, clock, paperwork).addTo(referral);
        new PartnerPreviewOperations(cases, clients, catalogue, clock, unknowns).addTo(referral);
        fileOperations.addToReferral(referral);
        transactions.addTo(referral);
        new TestWebhookOperations(cases, caseEvents, clients).addTo(referral);
        new DepartureOperations(clients, cases, ledger).addTo(referral);
        new SubscriptionOperations(webhooks, clock, options.receivers()).addTo(referral);
        if (options.environment() == SandboxOptions.Environment.PRODUCTION) {
            TEST_ONLY.forEach(operation -> referral.on(
                    operation, call -> Answer.error(403, "Forbidden", "Available in the test environment only")));
        }
        customer = new ApiServer(
                vertx,
                ApiDocument.load("customer", "/openapi/customer-api.yaml", "/openapi/customer-api-deprecated.yaml"),
                Gates.customer(tokens, options.partnerKey(), () -> directCreditor),
                faults,
                violations,
                limits,
                uploads,
                unknowns);
        creditorCases.addTo(customer);
        new CreditorPreviewOperations(clients, catalogue, clock, paperwork, unknowns).addTo(customer);
        proceedings = new Proceedings(cases, clock);
        tasks = new Tasks(cases, clients, chats, urls, clock);
        new CaseworkOperations(cases, clients, chats, tasks, proceedings).addTo(customer);
        new CaseDetailOperations(cases, clock).addTo(customer);
        divisions = new DivisionOperations(clients, cases, clock, unknowns);
        divisions.addTo(customer);
        testCases = new TestCaseOperations(cases, ledger, webhooks, unknowns);
        testCases.addTo(customer);
        new CreditorSubscriptionOperations(webhooks, clock, options.receivers(), unknowns, this::casesSince)
                .addTo(customer);
        new TestEventOperations(cases, caseEvents, creditorEvents, ledger, chats).addTo(customer);
        fileOperations.addToCustomer(customer);
        new PaymentOperations(ledger, cases).addTo(customer);
        seed();
    }

    ApiServer referral() {
        return referral;
    }

    ApiServer customer() {
        return customer;
    }

    SigningUrls urls() {
        return urls;
    }

    private void announceKyc(Account account) {
        cases.of(account).stream()
                .filter(found -> found.lifecycle() == Lifecycle.ACTIVE)
                .forEach(found -> chats.announce(found, "The data of a director was handed in"));
    }

    private int casesSince(UUID creditorId, Instant since) {
        return (int) clients.account(creditorId).stream()
                .flatMap(account -> cases.of(account).stream())
                .filter(found -> !found.created().isBefore(since))
                .count();
    }

    /** Gives back what lies outside the process' memory. */
    void close() {
        uploads.close();
    }

    /** The router of the pages and the control interface. */
    Router pagesRouter() {
        Router router = Router.router(vertx);
        Bodies.readOn(router);
        pages.addTo(router);
        downloads.addTo(router);
        StateView state = new StateView(
                clients, cases, ledger, webhooks, tokens, urls, files, violations, List.of(referral, customer));
        new ControlApi(new ControlApi.Reach(
                        state,
                        clients,
                        cases,
                        ledger,
                        transactions,
                        webhooks,
                        faults,
                        limits,
                        unknowns,
                        clock,
                        new Population(vertx, clients, cases, ledger),
                        this::reset))
                .addTo(router);
        new CoverageControl(catalogue, clients).addTo(router);
        new SigningControl(clients, partner, catalogue).addTo(router);
        new CaseControl(cases, proceedings, catalogue).addTo(router);
        new TaskControl(cases, clients, chats, tasks).addTo(router);
        return router;
    }

    private void reset() {
        unknowns.reset();
        urls.clear();
        partner.clear();
        webhooks.clear();
        clients.clear();
        cases.clear();
        ledger.clear();
        tokens.clear();
        faults.clear();
        violations.clear();
        files.clear();
        fileOperations.clear();
        catalogue.reset();
        limits.reset();
        transactions.correct();
        creditorCases.clear();
        kyc.clear();
        chats.clear();
        tasks.clear();
        testCases.clear();
        divisions.clear();
        pages.clear();
        referral.requests().clear();
        customer.requests().clear();
        clock.reset();
        seed();
    }

    /** The one creditor that uses the Customer API with a key of its own. */
    private void seed() {
        Account.Profile profile = new Account.Profile(
                "Direct Creditor ApS",
                "DK-00000001",
                Country.ofCode("DK").orElseThrow(),
                "Havnegade 1",
                "1058",
                "Copenhagen",
                "",
                "office@direct-creditor.example",
                "");
        List<Account.User> team = List.of(
                new Account.User(0, "ada@direct-creditor.example", "Ada Direct"),
                new Account.User(0, "bo@direct-creditor.example", "Bo Direct"));
        directCreditor = clients.open(profile, team, Account.Agreement.SIGNED, Account.Owner.NOBODY)
                .id();
    }
}
