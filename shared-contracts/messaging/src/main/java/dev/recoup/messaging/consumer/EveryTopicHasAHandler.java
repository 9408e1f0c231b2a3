package dev.recoup.messaging.consumer;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Refuses to start when a channel reads a topic for which there is no handler. */
@Singleton
final class EveryTopicHasAHandler {

    private static final int BEFORE_THE_OTHERS = 1000;
    private static final Pattern TOPICS = Pattern.compile("mp\\.messaging\\.incoming\\.[^.]+\\.topics?");

    private final Config config;
    private final TopicHandlers handlers;

    @Inject
    EveryTopicHasAHandler(Config config, TopicHandlers handlers) {
        this.config = config;
        this.handlers = handlers;
    }

    void check(@Observes @Priority(BEFORE_THE_OTHERS) StartupEvent starting) {
        Set<String> missing = new TreeSet<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> TOPICS.matcher(name).matches())
                .flatMap(name ->
                        Arrays.stream(config.getValue(name, String.class).split(",")))
                .map(String::strip)
                .forEach(missing::add);
        missing.removeAll(handlers.topics());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Channels read " + String.join(", ", missing)
                    + ", but no bean of type TopicHandler names these topics");
        }
    }
}
