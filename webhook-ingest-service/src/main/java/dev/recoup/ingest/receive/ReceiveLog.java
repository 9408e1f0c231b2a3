package dev.recoup.ingest.receive;

import dev.recoup.ingest.journal.Delivery;
import dev.recoup.ingest.journal.Recorded.FirstDelivery;
import dev.recoup.ingest.journal.Recorded.Redelivery;
import dev.recoup.ingest.journal.Recorded.Sameness;
import dev.recoup.ingest.receive.Acceptance.Accepted;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** What the log says of deliveries that were committed. */
final class ReceiveLog {

    private static final Logger LOG = Logger.getLogger(ReceiveLog.class);
    private static final int FEW = 8;
    private static final int DELIVERIES_A_LINE = 50;

    private ReceiveLog() {}

    /** A few have a line each; under load, where a line would cost more than its delivery, they share some. */
    static void tell(List<Accepted> accepted) {
        if (accepted.size() <= FEW) {
            accepted.forEach(ReceiveLog::tell);
            return;
        }
        accepted.stream()
                .gather(Gatherers.windowFixed(DELIVERIES_A_LINE))
                .map(some -> some.stream().map(ReceiveLog::inShort).collect(Collectors.joining(", ")))
                .forEach(line -> LOG.infof("Accepted at once: %s", line));
        accepted.forEach(ReceiveLog::warnOfOtherBody);
    }

    private static void tell(Accepted accepted) {
        Delivery delivery = accepted.delivery();
        describe(delivery);
        accepted.correlationId().ifPresent(id -> MDC.put("correlationId", id));
        switch (accepted.recorded()) {
            case FirstDelivery first ->
                LOG.infof(
                        "Accepted %s by %s for %s (%s, %s)",
                        delivery.routed().event().type(),
                        delivery.subscription(),
                        delivery.routed().topic().topicName(),
                        delivery.purpose().stored(),
                        delivery.origin().stored());
            case Redelivery(int times, Sameness sameness) ->
                LOG.infof(
                        "Delivery %d of %s by %s",
                        times, delivery.routed().event().type(), delivery.subscription());
        }
        MDC.clear();
        warnOfOtherBody(accepted);
    }

    private static String inShort(Accepted accepted) {
        Delivery delivery = accepted.delivery();
        String event = delivery.routed().event().type() + " " + delivery.eventId() + " by " + delivery.subscription();
        return switch (accepted.recorded()) {
            case FirstDelivery first ->
                event + " (correlation " + accepted.correlationId().orElse("unknown") + ")";
            case Redelivery(int times, Sameness sameness) -> event + " (delivery " + times + ")";
        };
    }

    private static void warnOfOtherBody(Accepted accepted) {
        if (accepted.recorded() instanceof Redelivery(int times, Sameness sameness)
                && sameness == Sameness.OTHER_BODY) {
            describe(accepted.delivery());
            LOG.warnf("Delivery %d has another body than the first one, which stands", times);
            MDC.clear();
        }
    }

    private static void describe(Delivery delivery) {
        MDC.put("eventId", delivery.eventId());
        delivery.routed().externalTenantId().ifPresent(tenant -> MDC.put("externalTenantId", tenant));
        delivery.routed().caseId().ifPresent(caseId -> MDC.put("caseId", caseId));
    }
}
