package dev.recoup.cases.claim;

import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.Lifecycle;
import dev.recoup.events.actions.ActionKind;
import java.util.List;

/** The page that walks the user through every signature that a stored case waits for. */
public final class SigningDemand {
    private SigningDemand() {}

    /** One demand for a case that waits for signatures and has a page for them, else none. */
    public static List<Demand> of(CollectionCase stored) {
        return stored.lifecycle().value() == Lifecycle.PENDING_CONTRACT_SIGNING
                ? stored.signingUrl().flatMap(url -> Demand.of(ActionKind.SIGN_ALL, url)).stream()
                        .toList()
                : List.of();
    }
}
