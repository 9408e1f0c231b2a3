package dev.recoup.debitura;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears what the product and its HTTP client log, at every level, while it is open. */
final class Overheard extends Handler implements AutoCloseable {

    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("dev.recoup"),
            Logger.getLogger("org.jboss.resteasy.reactive.client"),
            Logger.getLogger("io.quarkus.oidc"));

    private final List<String> written;

    Overheard(List<String> written) {
        this.written = written;
        setLevel(Level.ALL);
        LOGGERS.forEach(logger -> {
            logger.setUseParentHandlers(false);
            logger.setLevel(Level.ALL);
            logger.addHandler(this);
        });
    }

    @Override
    public void publish(LogRecord record) {
        written.add(record.getMessage() + " " + (record.getParameters() == null ? "" : List.of(record.getParameters()))
                + record.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGERS.forEach(logger -> {
            logger.removeHandler(this);
            logger.setLevel(null);
            logger.setUseParentHandlers(true);
        });
    }
}
