package dev.recoup.messaging.audit;

import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets the calls of operators when their time is over. */
@Singleton
public final class AuditRetention {

    private static final int AT_ONCE = 5000;

    // Index: audit_by_time.
    // language=PostgreSQL
    private static final String FORGET = """
            delete from audit where id in (
                select id from audit
                where begun_at < clock_timestamp() - ? * interval '1 second'
                order by begun_at limit ?)
            """;

    private final DataSource dataSource;
    private final Duration keep;

    /**
     * Keeps calls for the given time.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    @Inject
    public AuditRetention(
            DataSource dataSource,
            @ConfigProperty(name = "recoup.audit.retention", defaultValue = "P400D") Duration keep) {
        if (!keep.isPositive()) {
            throw new IllegalArgumentException("recoup.audit.retention is " + keep
                    + ": set it to how long it must be known who did what, such as P400D");
        }
        this.dataSource = dataSource;
        this.keep = keep;
    }

    void start(@Observes StartupEvent started, WorkLoops loops) {
        loops.start("audit-retention", Duration.ofHours(1), 1, this::forget);
    }

    /** Returns how long calls are kept, and with them what they made, where only that says what they were for. */
    public Duration keep() {
        return keep;
    }

    /** Forgets some calls that are too old. */
    Progress forget() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setLong(1, keep.toSeconds());
            delete.setInt(2, AT_ONCE);
            return delete.executeUpdate() == AT_ONCE ? Progress.MADE : Progress.NOTHING_DUE;
        }
    }
}
