package dev.recoup.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class EveryTopicHasAHandlerTest {

    private final Config config = new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(
                    Map.of(
                            "mp.messaging.incoming.one.topic", "topic.a",
                            "mp.messaging.incoming.two.topics", "topic.b, topic.c",
                            "mp.messaging.incoming.two.connector", "smallrye-kafka",
                            "mp.messaging.outgoing.three.topic", "topic.d"),
                    "test",
                    100))
            .build();

    @Test
    void a_service_that_could_not_replay_a_topics_dead_letters_does_not_start() {
        assertThatThrownBy(() -> check("topic.a"))
                .hasMessage("Channels read topic.b, topic.c, but no bean of type TopicHandler names these topics");
        assertThatCode(() -> check("topic.a", "topic.b", "topic.c", "topic.e")).doesNotThrowAnyException();
    }

    private void check(String... topics) {
        TopicHandler handler = new TopicHandler() {
            @Override
            public Set<String> topics() {
                return Set.of(topics);
            }

            @Override
            public void handle(InboundEvent event) {}
        };
        new EveryTopicHasAHandler(config, new TopicHandlers(List.of(handler))).check(null);
    }
}
