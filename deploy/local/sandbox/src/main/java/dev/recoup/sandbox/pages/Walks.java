package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Account;
import java.util.ArrayList;
import java.util.List;

/** Which steps are open for whom. */
final class Walks {

    /** A first onboarding in whole, or what is open of a later one. */
    Walk onboarding(Account account) {
        if (account.agreement() != Account.Agreement.UNSIGNED) {
            return open(account);
        }
        List<Step> steps = new ArrayList<>(List.of(new Step.Company(), new Step.Team()));
        if (account.kycStatus() == Account.KycStatus.PENDING) {
            steps.add(new Step.Identity());
        }
        steps.add(new Step.Agreement());
        return new Walk(steps);
    }

    /** All that is open, in the order agreement, powers of attorney, pricing appendices, identity. */
    Walk open(Account account) {
        List<Step> steps = new ArrayList<>();
        switch (account.agreement()) {
            case UNSIGNED -> steps.add(new Step.Agreement());
            case OUTDATED -> steps.add(new Step.Upgrade());
            case SIGNED -> {
                // nothing to sign again
            }
        }
        if (account.kycStatus() == Account.KycStatus.PENDING) {
            steps.add(new Step.Identity());
        }
        return new Walk(steps);
    }

    /** Whether a step needs nobody any more. */
    boolean isDone(Account account, Step step) {
        return switch (step) {
            case Step.Company company -> false;
            case Step.Team team -> false;
            case Step.Colleague colleague -> false;
            case Step.Identity identity -> account.kycStatus() == Account.KycStatus.VERIFIED;
            case Step.PowerOfAttorney poa -> false;
            case Step.PricingAppendix appendix -> false;
            case Step.Agreement agreement -> account.agreement() == Account.Agreement.SIGNED;
            case Step.Upgrade upgrade -> account.agreement() == Account.Agreement.SIGNED;
        };
    }
}
