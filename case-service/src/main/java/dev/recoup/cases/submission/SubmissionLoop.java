package dev.recoup.cases.submission;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.cases.client.SubmissionsQueued;
import dev.recoup.messaging.AfterCommit;
import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoop;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Submits what is queued: claims, calls with no transaction open, concludes. */
@ApplicationScoped
class SubmissionLoop {
    private static final Logger LOG = Logger.getLogger(SubmissionLoop.class);

    private final Submissions submissions;
    private final Conversation conversation;
    private final WorkLoops loops;
    private final AfterCommit afterCommit;
    private final CaseServiceConfig.Submission settings;
    private volatile Optional<WorkLoop> loop = Optional.empty();

    SubmissionLoop(
            Submissions submissions,
            Conversation conversation,
            WorkLoops loops,
            AfterCommit afterCommit,
            CaseServiceConfig config) {
        this.submissions = submissions;
        this.conversation = conversation;
        this.loops = loops;
        this.afterCommit = afterCommit;
        this.settings = config.submission();
    }

    void start(@Observes StartupEvent started) {
        conversation.checkSettings();
        loop = Optional.of(loops.start("submission", settings.poll(), settings.concurrency(), this::runOne));
    }

    void wake(@Observes SubmissionsQueued queued) {
        afterCommit.run(() -> loop.ifPresent(WorkLoop::wake));
    }

    private Progress runOne() {
        Optional<Attempt> claimed = submissions.claimNext();
        if (claimed.isEmpty()) {
            return Progress.NOTHING_DUE;
        }
        Attempt attempt = claimed.get();
        MDC.put("correlationId", attempt.correlationId());
        MDC.put("externalTenantId", attempt.externalTenantId());
        MDC.put("collectionId", attempt.collectionId());
        LOG.infof("Claim %s: attempt %d, %s", attempt.collectionId(), attempt.number(), attempt.approach());
        submissions.conclude(attempt, hold(attempt));
        return Progress.MADE;
    }

    private Conclusion hold(Attempt attempt) {
        try {
            return conversation.hold(attempt);
        } catch (RuntimeException fault) {
            return new Conclusion.StillUnknown(FaultCode.of(fault));
        }
    }
}
