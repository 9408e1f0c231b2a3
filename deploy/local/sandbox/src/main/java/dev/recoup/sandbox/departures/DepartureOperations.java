package dev.recoup.sandbox.departures;

import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CloseCodes;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.Lifecycle;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.OperationHandler;
import dev.recoup.sandbox.money.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How clients leave: withdrawn before they signed, or reset so that a test can start over (guide 6.7 and 20). */
public final class DepartureOperations {

    private final Clients clients;
    private final Cases cases;
    private final Ledger ledger;

    /** Prepares the operations. */
    public DepartureOperations(Clients clients, Cases cases, Ledger ledger) {
        this.clients = clients;
        this.cases = cases;
        this.ledger = ledger;
    }

    /** Adds the operations to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("withdrawClient", with(this::withdraw))
                .on("isClientDeletable", with(this::isDeletable))
                .on("resetClient", with(this::reset));
    }

    private OperationHandler with(Function<Link, Answer> action) {
        return (Call call) -> clients.linkOf(call.path("externalTenantId"))
                .map(action)
                .orElseGet(() -> Answer.notFound("An active link of this client"));
    }

    private Answer withdraw(Link link) {
        List<CollectionCase> own = cases.of(link.account());
        if (link.attribution() != Link.Attribution.EVERY_CASE) {
            return Answer.error(409, "Conflict", "Only a client that the partner brought can be withdrawn");
        }
        if (own.stream().anyMatch(found -> found.lifecycle() != Lifecycle.PENDING_CONTRACT_SIGNING)) {
            return Answer.error(409, "Conflict", "A case has moved past contract signing");
        }
        List.copyOf(own).forEach(found -> cases.close(found, CloseCodes.NEVER_STARTED_INTERNAL, Optional.empty()));
        clients.retire(link);
        return Answer.empty(204);
    }

    private Answer isDeletable(Link link) {
        List<CollectionCase> own = cases.of(link.account());
        List<String> blockers = new ArrayList<>();
        if (has(own, Lifecycle.ACTIVE)) {
            blockers.add("Active case present");
        }
        if (has(own, Lifecycle.LEADS) || has(own, Lifecycle.LEADS_QUOTE_GIVEN)) {
            blockers.add("Pending lead quotes");
        }
        if (ledger.owes(link.account())) {
            blockers.add("Unpaid partner commission");
        }
        return Answer.ok(Json.object().put("isDeletable", blockers.isEmpty()).set("blockers", Json.texts(blockers)));
    }

    private static boolean has(List<CollectionCase> own, Lifecycle lifecycle) {
        return own.stream().anyMatch(found -> found.lifecycle() == lifecycle);
    }

    private Answer reset(Link link) {
        ledger.forget(link.account());
        cases.forget(link.account());
        clients.retire(link);
        return Answer.empty(204);
    }
}
