package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.signing.Paper;
import dev.recoup.sandbox.signing.Paperwork;
import dev.recoup.sandbox.signing.Route;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a case whose fields are good is taken, and where it begins then (guide 8, 10 and 22.3). */
final class Admission {

    private final CaseRegister register;
    private final Catalogue catalogue;
    private final Paperwork paperwork;
    private final Unknowns unknowns;

    Admission(CaseRegister register, Catalogue catalogue, Paperwork paperwork, Unknowns unknowns) {
        this.register = register;
        this.catalogue = catalogue;
        this.paperwork = paperwork;
        this.unknowns = unknowns;
    }

    /** What is decided about a case. */
    sealed interface Decision {}

    /**
     * It is taken.
     *
     * @param agency who collects
     * @param start where it begins
     */
    record Granted(CollectionPartner agency, Lifecycle start) implements Decision {}

    /** It is not taken. */
    record Denied(Submission.Refused refusal) implements Decision {}

    /** Whether a case may wait for signatures. */
    enum OpenContracts {
        REFUSE,
        WAIT
    }

    /**
     * Decides about a case.
     *
     * @param door whose case it is, and on whose pages it would be signed for
     */
    Decision decide(Doorway door, JsonNode request, CollectionCase.Via via, OpenContracts openContracts) {
        Optional<CollectionPartner> agency = CaseRules.agency(request, catalogue);
        List<Submission.Problem> obstacles = obstacles(door.signer(), request, agency);
        return obstacles.isEmpty()
                ? decide(door, request, route(request, agency.orElseThrow()), via, openContracts)
                : new Denied(new Submission.Refused(obstacles, Optional.empty()));
    }

    private Decision decide(
            Doorway door, JsonNode request, Route route, CollectionCase.Via via, OpenContracts openContracts) {
        List<Paper> missing = missing(door.signer(), route);
        List<Submission.Problem> unsigned = missing.stream()
                .filter(paper -> refuses(paper, via, openContracts))
                .map(paper -> problem(door, paper))
                .toList();
        if (!unsigned.isEmpty()) {
            return new Denied(new Submission.Refused(
                    unsigned, Optional.of(paperwork.combined(door, route, Json.text(request, "returnUrl")))));
        }
        boolean waits = missing.stream().anyMatch(paper -> holdsUp(paper, via));
        return new Granted(route.agency(), waits ? Lifecycle.PENDING_CONTRACT_SIGNING : firstCheck(request));
    }

    /** Returns what the route wants that is not there; notes that a director's data is needed. */
    private List<Paper> missing(Account account, Route route) {
        List<Paper> missing = paperwork.missing(account, route);
        if (missing.contains(new Paper.Identity())) {
            account.demandKyc();
        }
        return missing;
    }

    /** Returns where a case or a preview whose fields are good goes. */
    static Route route(JsonNode request, CollectionPartner agency) {
        return new Route(
                agency, CaseRules.country(request.get("debtor")).orElseThrow().alpha2());
    }

    /** Tells whether a stored case cannot be created because a director's data is missing; notes that it is needed. */
    boolean blocksReplay(Link link, JsonNode request) {
        boolean lacking = CaseRules.agency(request, catalogue)
                .map(agency -> route(request, agency))
                .filter(route -> paperwork.missing(link.account(), route).contains(new Paper.Identity()))
                .isPresent();
        boolean blocked = unknowns.choose(Unknown.KYC_BLOCKS_REPLAY, false, lacking);
        if (blocked) {
            link.account().demandKyc();
        }
        return blocked;
    }

    private List<Submission.Problem> obstacles(Account account, JsonNode request, Optional<CollectionPartner> agency) {
        List<Submission.Problem> obstacles = new ArrayList<>();
        if (account.standing() == Account.Standing.BLOCKED) {
            obstacles.add(new Submission.Problem("CreditorBlocked", "Contact support", Optional.empty()));
        }
        if (Json.text(request, "creditorReference")
                .flatMap(text -> register.byCreditorReference(account, text))
                .isPresent()) {
            obstacles.add(new Submission.Problem(
                    Submission.DUPLICATE_REFERENCE, "The creditor reference is taken", Optional.empty()));
        }
        if (agency.isEmpty()) {
            obstacles.add(new Submission.Problem(
                    "NoPartnerAvailable", "Nobody collects in the debtor's country", Optional.empty()));
        }
        return obstacles;
    }

    /** A director's data is a hard gate for the partner's calls; signatures may wait if the caller says so (guide 10). */
    private boolean refuses(Paper paper, CollectionCase.Via via, OpenContracts openContracts) {
        return switch (paper) {
            case Paper.Identity identity ->
                via == CollectionCase.Via.PARTNER_TOKEN
                        && unknowns.choose(Unknown.KYC_MAY_WAIT, true, openContracts == OpenContracts.REFUSE);
            case Paper.Agreement agreement -> openContracts == OpenContracts.REFUSE;
            case Paper.PowerOfAttorney power -> openContracts == OpenContracts.REFUSE;
            case Paper.PricingAppendix appendix -> openContracts == OpenContracts.REFUSE;
        };
    }

    private static boolean holdsUp(Paper paper, CollectionCase.Via via) {
        return switch (paper) {
            case Paper.Identity identity -> via != CollectionCase.Via.CREDITOR_KEY;
            case Paper.Agreement agreement -> true;
            case Paper.PowerOfAttorney power -> true;
            case Paper.PricingAppendix appendix -> true;
        };
    }

    private Submission.Problem problem(Doorway door, Paper paper) {
        return new Submission.Problem(
                Submission.problemType(paper), Submission.message(paper), paperwork.page(door, paper));
    }

    /** Returns where a case begins that waits for nothing. */
    static Lifecycle firstCheck(JsonNode request) {
        return request.path("skipDebituraVerification").asBoolean(false)
                ? Lifecycle.PENDING_VERIFICATION
                : Lifecycle.PENDING_VERIFICATION_INTERNAL;
    }

    /** Tells whether something is still missing for which a case waits. */
    boolean isHeldUp(CollectionCase waiting) {
        return paperwork.missing(waiting.account(), waiting.route()).stream()
                .anyMatch(paper -> holdsUp(paper, waiting.origin().via()));
    }
}
