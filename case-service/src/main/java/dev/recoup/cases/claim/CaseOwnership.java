package dev.recoup.cases.claim;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Keeps every case with one claim. A case may be seen before it is known who asked for it; it then has a claim of its
 * own, which gives way as soon as that is known.
 */
@ApplicationScoped
public class CaseOwnership {
    private static final Logger LOG = Logger.getLogger(CaseOwnership.class);

    private final Claims claims;
    private final ClaimSnapshots snapshots;

    CaseOwnership(Claims claims, ClaimSnapshots snapshots) {
        this.claims = claims;
        this.snapshots = snapshots;
    }

    /** Whether a claim may have a case. */
    public enum Answer {
        /** It is nobody else's. */
        YES,
        /** It is another request's. */
        ANOTHERS
    }

    /** Asks for the case on behalf of the claim; a claim that only stands for a case made at Debitura gives way. */
    public Answer ask(UUID caseId, Claim forClaim) {
        Optional<Claim> owner =
                claims.lockByCase(caseId).filter(other -> !other.collectionId().equals(forClaim.collectionId()));
        if (owner.isEmpty()) {
            return Answer.YES;
        }
        Claim other = owner.get();
        return switch (other.origin()) {
            case REQUEST, FIRST_CASE -> {
                LOG.errorf(
                        "Claim %s: case %s is the case of claim %s already",
                        forClaim.collectionId(), caseId, other.collectionId());
                yield Answer.ANOTHERS;
            }
            case DEBITURA -> {
                snapshots.withdraw(other);
                claims.delete(other);
                claims.flush();
                yield Answer.YES;
            }
        };
    }
}
