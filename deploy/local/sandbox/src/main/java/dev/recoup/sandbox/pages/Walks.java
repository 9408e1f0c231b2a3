package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Document;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.Zone;
import dev.recoup.sandbox.signing.Paper;
import dev.recoup.sandbox.signing.Paperwork;
import dev.recoup.sandbox.signing.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which steps are open for whom.
 *
 * @param paperwork what has to be signed
 * @param waiting where the cases of an account go that wait for signatures
 */
record Walks(Paperwork paperwork, Function<Account, List<Route>> waiting) {

    /** A first onboarding in whole, or what is open of a later one; the agreement is signed last (guide 12.2). */
    Walk onboarding(Account account, List<Route> more) {
        if (account.agreement() != Account.Agreement.UNSIGNED) {
            return open(account, more);
        }
        List<Step> open = new ArrayList<>(open(account, more).steps());
        open.remove(new Step.Agreement());
        List<Step> steps = new ArrayList<>(List.of(new Step.Company(), new Step.Team()));
        if (open.remove(new Step.Identity())) {
            steps.add(new Step.Identity());
        }
        steps.addAll(open);
        steps.add(new Step.Agreement());
        return new Walk(steps);
    }

    /**
     * All that is open, in the order agreement, powers of attorney, pricing appendices, identity.
     *
     * @param more routes that no waiting case takes
     */
    Walk open(Account account, List<Route> more) {
        Set<Paper> missing = new LinkedHashSet<>(List.of(new Paper.Agreement()));
        waiting.apply(account).forEach(route -> missing.addAll(paperwork.missing(account, route)));
        more.forEach(route -> missing.addAll(paperwork.missing(account, route)));
        if (account.kycStatus() == Account.KycStatus.PENDING) {
            missing.add(new Paper.Identity());
        }
        return new Walk(missing.stream()
                .filter(paper -> !Paperwork.isSettled(account, paper))
                .map(paper -> step(account, paper))
                .sorted(java.util.Comparator.comparingInt(Walks::rank))
                .toList());
    }

    private static int rank(Step step) {
        return switch (step) {
            case Step.Company company -> 0;
            case Step.Team team -> 1;
            case Step.Colleague colleague -> 1;
            case Step.Agreement agreement -> 2;
            case Step.Upgrade upgrade -> 2;
            case Step.PowerOfAttorney poa -> 3;
            case Step.PricingAppendix appendix -> 4;
            case Step.Identity identity -> 5;
        };
    }

    private static Step step(Account account, Paper paper) {
        return switch (paper) {
            case Paper.Agreement agreement ->
                account.agreement() == Account.Agreement.UNSIGNED ? new Step.Agreement() : new Step.Upgrade();
            case Paper.PowerOfAttorney(CollectionPartner agency) -> new Step.PowerOfAttorney(agency.id());
            case Paper.PricingAppendix(Zone zone) -> new Step.PricingAppendix(zone.country());
            case Paper.Identity identity -> new Step.Identity();
        };
    }

    /** Whether a step needs nobody any more. */
    boolean isDone(Account account, Step step) {
        return switch (step) {
            case Step.Company company -> false;
            case Step.Team team -> false;
            case Step.Colleague colleague -> false;
            case Step.Identity identity -> account.kycStatus() == Account.KycStatus.VERIFIED;
            case Step.PowerOfAttorney(var partnerId) -> account.isSigned(new Document.PowerOfAttorney(partnerId));
            case Step.PricingAppendix(String country) -> account.isSigned(new Document.PricingAppendix(country));
            case Step.Agreement agreement -> account.agreement() == Account.Agreement.SIGNED;
            case Step.Upgrade upgrade -> account.agreement() == Account.Agreement.SIGNED;
        };
    }
}
