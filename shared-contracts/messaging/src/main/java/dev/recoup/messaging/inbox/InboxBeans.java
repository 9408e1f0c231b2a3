package dev.recoup.messaging.inbox;

import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs the retention of the inbox as long as the application runs. */
@Singleton
final class InboxBeans {

    private static final int AT_ONCE = 5000;

    void start(
            @Observes StartupEvent started,
            DataSource dataSource,
            WorkLoops loops,
            @ConfigProperty(name = "recoup.inbox.retention", defaultValue = "P35D") Duration retention) {
        InboxRetention inbox = new InboxRetention(dataSource, retention);
        loops.start(
                "inbox-retention",
                Duration.ofHours(1),
                1,
                () -> inbox.forget(AT_ONCE) == AT_ONCE ? Progress.MADE : Progress.NOTHING_DUE);
    }
}
