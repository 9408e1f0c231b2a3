package dev.recoup.cases.tracking;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.messaging.AfterCommit;
import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoop;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Looks at the cases that somebody wishes to have looked at, and at open cases that nobody spoke of for long. */
@ApplicationScoped
class RefreshLoop {
    private static final Logger LOG = Logger.getLogger(RefreshLoop.class);
    private static final int OVERDUE_AT_ONCE = 200;

    private final Refreshes refreshes;
    private final Glance glance;
    private final TrackedCases tracked;
    private final WorkLoops loops;
    private final AfterCommit afterCommit;
    private final CaseServiceConfig.Tracking settings;
    private volatile Optional<WorkLoop> loop = Optional.empty();

    RefreshLoop(
            Refreshes refreshes,
            Glance glance,
            TrackedCases tracked,
            WorkLoops loops,
            AfterCommit afterCommit,
            CaseServiceConfig config) {
        this.refreshes = refreshes;
        this.glance = glance;
        this.tracked = tracked;
        this.loops = loops;
        this.afterCommit = afterCommit;
        this.settings = config.tracking();
    }

    void start(@Observes StartupEvent started) {
        loop = Optional.of(loops.start("refresh", settings.poll(), settings.concurrency(), this::runOne));
        loops.start("overdue-looks", settings.overduePoll(), 1, this::wantOverdueLooks);
    }

    void wake(@Observes TrackedCases.RefreshWanted wanted) {
        afterCommit.run(() -> loop.ifPresent(WorkLoop::wake));
    }

    private Progress runOne() {
        Optional<Look> taken = refreshes.takeOn();
        if (taken.isEmpty()) {
            return Progress.NOTHING_DUE;
        }
        Look look = taken.get();
        MDC.put("correlationId", look.correlationId());
        MDC.put("caseId", look.caseId().toString());
        look.externalTenantId().ifPresent(tenant -> MDC.put("externalTenantId", tenant));
        look.claim().ifPresent(claim -> MDC.put("collectionId", claim.collectionId()));
        refreshes.conclude(look, glance(look));
        return Progress.MADE;
    }

    private Seen glance(Look look) {
        try {
            return glance.take(look);
        } catch (RuntimeException fault) {
            return new Seen.Failed(FaultCode.of(fault));
        }
    }

    private Progress wantOverdueLooks() {
        int looks = QuarkusTransaction.requiringNew().call(() -> tracked.wantOverdueLooks(OVERDUE_AT_ONCE));
        if (looks == 0) {
            return Progress.NOTHING_DUE;
        }
        LOG.infof("%d open cases are looked at though no event came", looks);
        loop.ifPresent(WorkLoop::wake);
        return Progress.MADE;
    }
}
