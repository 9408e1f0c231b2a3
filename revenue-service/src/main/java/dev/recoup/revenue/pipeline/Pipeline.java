package dev.recoup.revenue.pipeline;

import dev.recoup.events.Money;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.Topic;
import dev.recoup.events.cases.CaseState;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.UnusableRecord;
import dev.recoup.revenue.RevenueConfig;
import dev.recoup.revenue.ledger.Import;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * The live cases as case-service tells them. Test cases have a topic of their own, which nobody here reads.
 */
@ApplicationScoped
public class Pipeline implements PanacheRepositoryBase<PipelineCase, String>, TopicHandler {

    private static final Logger LOG = Logger.getLogger(Pipeline.class);

    private final RecordConsumer consumer;
    private final RevenueConfig config;
    private final Import transactions;

    Pipeline(RecordConsumer consumer, RevenueConfig config, Import transactions) {
        this.consumer = consumer;
        this.config = config;
        this.transactions = transactions;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topic.CASE_STATUS.topicName());
    }

    /**
     * Takes a record of {@code collections.case-status.v1}.
     *
     * @param record the record as bytes
     */
    @Incoming("case-status")
    @Blocking
    public void on(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record);
    }

    /** The newest snapshot wins, in whatever order they come; money that moved gives reason to an import. */
    @Override
    public void handle(InboundEvent event) {
        CaseStatus status = event.read(CaseStatus.class);
        if (!status.environment().wire().equals(config.environment())) {
            throw new UnusableRecord("OTHER_ENVIRONMENT", "/environment");
        }
        MDC.put("collectionId", status.collectionId());
        PipelineCase known = findById(status.collectionId(), LockModeType.PESSIMISTIC_WRITE);
        if (known != null && !status.version().isNewerThan(version(known))) {
            LOG.infof("Case status %s is not newer than %s", status.version(), version(known));
            return;
        }
        BigDecimal paidBefore = known == null ? null : known.paid;
        String stateBefore = known == null ? null : known.state;
        PipelineCase row = known == null ? new PipelineCase() : known;
        take(row, status);
        if (known == null) {
            persist(row);
        }
        boolean paymentsMoved = status.paid()
                .map(Money::amount)
                .filter(paid -> paid.compareTo(paidBefore == null ? BigDecimal.ZERO : paidBefore) != 0)
                .isPresent();
        boolean closedNow =
                status.state() == CaseState.CLOSED && !CaseState.CLOSED.name().equals(stateBefore);
        if (paymentsMoved || closedNow) {
            transactions.want(status.correlationId());
        }
        LOG.infof("Case is %s", status.state());
    }

    /**
     * The open cases by state and currency.
     *
     * @param environment Debitura's environment
     * @param onlyTenant the one client to look at, or empty for all
     * @return ordered by state and currency, never null
     */
    public List<PipelineFigure> figures(String environment, Optional<String> onlyTenant) {
        // index: pipeline_case_by_state
        String query = """
                select c.state, c.currency, count(c), sum(c.claim), sum(c.remainder) from PipelineCase c
                 where c.environment = :environment and c.state not in ('CLOSED', 'REFUSED', 'CANCELLED')
                   and (:tenant is null or c.externalTenantId = :tenant)
                 group by c.state, c.currency order by c.state, c.currency""";
        return getEntityManager()
                .createQuery(query, Object[].class)
                .setParameter("environment", environment)
                .setParameter("tenant", onlyTenant.orElse(null))
                .getResultStream()
                .map(row -> new PipelineFigure(
                        (String) row[0], (String) row[1], (Long) row[2], plain((BigDecimal) row[3]), plain((BigDecimal)
                                row[4])))
                .toList();
    }

    private static void take(PipelineCase row, CaseStatus status) {
        row.collectionId = status.collectionId();
        row.environment = status.environment().wire();
        row.versionEpoch = status.version().epoch();
        row.versionNumber = status.version().number();
        row.externalTenantId = status.externalTenantId();
        row.caseId = status.caseId().orElse(null);
        row.state = status.state().name();
        row.lifecycle = status.lifecycle().map(Enum::name).orElse(null);
        row.closeCode = status.closeCode().orElse(null);
        row.currency = status.claim().map(Money::currency).orElse(null);
        row.claim = status.claim().map(Money::amount).orElse(null);
        row.remainder = status.remainder().map(Money::amount).orElse(null);
        row.paid = status.paid().map(Money::amount).orElse(null);
        row.correlationId = status.correlationId();
        row.updatedAt = status.updatedAt();
    }

    private static SnapshotVersion version(PipelineCase known) {
        return new SnapshotVersion(known.versionEpoch, known.versionNumber);
    }

    private static String plain(BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }
}
