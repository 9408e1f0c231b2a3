package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.recoup.debitura.PageInfo;
import java.util.List;

/**
 * One page of linked clients (guide 6.7).
 *
 * @param page where the page stands
 * @param summary counts over all clients
 * @param clients the clients
 */
public record ClientPage(@JsonAlias("pageData") PageInfo page, Summary summary, List<LinkedClient> clients) {

    /** Replaces a missing list by an empty one. */
    public ClientPage {
        clients = clients == null ? List.of() : List.copyOf(clients);
    }

    /**
     * Counts over all clients.
     *
     * @param totalClients all
     * @param attributedClients those whose every case earns
     * @param onboardingComplete signed
     * @param onboardingPending not signed
     * @param totalCases cases of all clients
     */
    public record Summary(
            int totalClients, int attributedClients, int onboardingComplete, int onboardingPending, int totalCases) {}
}
