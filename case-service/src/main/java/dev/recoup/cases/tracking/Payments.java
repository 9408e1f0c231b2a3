package dev.recoup.cases.tracking;

import dev.recoup.cases.claim.Claim;
import dev.recoup.debitura.customer.CasePayment;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The payments of each case, each counted once however often Debitura lists it. */
@ApplicationScoped
class Payments implements PanacheRepositoryBase<Payment, UUID> {
    private static final Logger LOG = Logger.getLogger(Payments.class);

    private final Clock clock;

    Payments(Clock clock) {
        this.clock = clock;
    }

    /** Makes the stored payments those that Debitura lists and gives the claim their sum. Its row is locked. */
    void take(Claim claim, List<CasePayment> listed) {
        UUID caseId = claim.caseId().orElseThrow();
        Map<UUID, Payment> known = new HashMap<>();
        for (Payment payment : this.<Payment>list("caseId", caseId)) {
            known.put(payment.paymentId, payment);
        }
        for (CasePayment payment : listed) {
            Payment stored = known.remove(payment.id());
            if (stored == null) {
                store(claim, payment);
            } else {
                stored.amount = payment.grossAmount();
                stored.reversedAt = null;
            }
        }
        known.values().stream().filter(gone -> gone.reversedAt == null).forEach(gone -> {
            gone.reversedAt = clock.instant();
            LOG.infof("Claim %s: payment %s was reversed", claim.collectionId(), gone.paymentId);
        });
        claim.seePaid(listed.stream().map(CasePayment::grossAmount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private void store(Claim claim, CasePayment listed) {
        Payment payment = new Payment();
        payment.paymentId = listed.id();
        payment.environment = claim.environment().wire();
        payment.caseId = claim.caseId().orElseThrow();
        payment.amount = listed.grossAmount();
        payment.currency = listed.currency();
        payment.seenAt = clock.instant();
        persist(payment);
        LOG.infof("Claim %s: payment %s", claim.collectionId(), listed.id());
    }
}
