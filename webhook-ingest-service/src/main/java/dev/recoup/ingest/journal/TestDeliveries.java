package dev.recoup.ingest.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Deliveries that are marked as tests. */
@ApplicationScoped
public class TestDeliveries {

    // The partitions of at most two days, in Debitura's test environment.
    private static final String FIND = """
            select event_id from journal
            where received_on >= :day and received_at >= :since and subscription = :subscription
              and event_name = :event and purpose = 'test'
            order by received_at limit 1
            """;

    private final EntityManager database;

    @Inject
    TestDeliveries(EntityManager database) {
        this.database = database;
    }

    /** Returns the id of the first event of the name that a subscription received as a test since then, if any. */
    @Transactional
    public Optional<String> firstSince(String subscription, String event, Instant since) {
        List<?> found = database.createNativeQuery(FIND, String.class)
                .setParameter("day", LocalDate.ofInstant(since, ZoneOffset.UTC))
                .setParameter("since", since)
                .setParameter("subscription", subscription)
                .setParameter("event", event)
                .getResultList();
        return found.stream().findFirst().map(String.class::cast);
    }
}
