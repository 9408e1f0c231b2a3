package dev.recoup.messaging.consumer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All handlers of one consumer group, found by topic whether or not a record ever came. */
public final class TopicHandlers {

    private final List<TopicHandler> all;

    /** Takes the handlers; they are asked for their topics when these are needed, not before. */
    public TopicHandlers(List<TopicHandler> all) {
        this.all = List.copyOf(all);
    }

    /** Returns the topics that somebody handles. */
    public Set<String> topics() {
        return all.stream().flatMap(handler -> handler.topics().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns what handles the topic; empty if nobody does. */
    Optional<Handler> of(String topic) {
        List<TopicHandler> named =
                all.stream().filter(handler -> handler.topics().contains(topic)).toList();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(event -> {
                    for (TopicHandler handler : named) {
                        handler.handle(event);
                    }
                });
    }
}
