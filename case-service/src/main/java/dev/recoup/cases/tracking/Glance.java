package dev.recoup.cases.tracking;

import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.DebituraCustomer;
import dev.recoup.debitura.DebituraException;
import dev.recoup.debitura.DebituraReferral;
import dev.recoup.debitura.Lifecycle;
import dev.recoup.debitura.customer.CasePayment;
import dev.recoup.debitura.limits.Lane;
import dev.recoup.debitura.referral.ReferralCase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * A refresh's calls to Debitura, made with no transaction open: always the case, its detail where only that tells mode or
 * signing page, its payments where the remainder moved.
 */
@ApplicationScoped
class Glance {
    private final DebituraReferral referral;
    private final DebituraCustomer customer;

    Glance(DebituraReferral referral, DebituraCustomer customer) {
        this.referral = referral;
        this.customer = customer;
    }

    Seen take(Look look) {
        return Lane.REFRESH.call(() -> look(look));
    }

    private Seen look(Look look) {
        try {
            return referral.caseById(look.caseId())
                    .map(found -> examine(look, found))
                    .orElseGet(Seen.Gone::new);
        } catch (DebituraException failed) {
            return new Seen.Failed(failed.error().toString());
        }
    }

    private Seen examine(Look look, ReferralCase found) {
        Optional<String> tenant = Optional.ofNullable(found.client())
                .map(ReferralCase.Client::externalTenantId)
                .or(look::externalTenantId);
        if (tenant.isEmpty()) {
            return new Seen.Failed("nobody says whose case it is");
        }
        Optional<CollectionCase> detail =
                needsDetail(look, found) ? customer.caseById(tenant.get(), look.caseId()) : Optional.empty();
        Optional<List<CasePayment>> payments = remainderMoved(look, found)
                ? Optional.of(customer.payments(tenant.get(), look.caseId()))
                : Optional.empty();
        return new Seen.Shown(found, tenant.get(), detail, payments);
    }

    private static boolean needsDetail(Look look, ReferralCase found) {
        return look.claim().isEmpty() || found.lifecycle().value() == Lifecycle.PENDING_CONTRACT_SIGNING;
    }

    private static boolean remainderMoved(Look look, ReferralCase found) {
        if (found.remainder() == null) {
            return false;
        }
        return look.claim()
                .flatMap(Look.Known::remainder)
                .or(() -> Optional.ofNullable(found.grossAmount()))
                .filter(before -> before.compareTo(found.remainder()) == 0)
                .isEmpty();
    }
}
