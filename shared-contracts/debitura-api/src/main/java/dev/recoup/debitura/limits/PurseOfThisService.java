package dev.recoup.debitura.limits;

import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A service with a database shares its purse among its replicas; without one it has a purse of its own. */
class PurseOfThisService {

    @Produces
    @Singleton
    Purse purse(
            LimitsConfig config,
            Instance<DataSource> database,
            @ConfigProperty(name = "recoup.environment") String environment) {
        return database.isResolvable()
                ? Purse.shared(config, database.get(), environment)
                : Purse.local(config, TimeMeter.SYSTEM_MILLISECONDS);
    }
}
