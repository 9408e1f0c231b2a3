package dev.recoup.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.recoup.events.webhooks.DebituraEvent;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsyncApiTest {
    private static final String DEAD_LETTERS = "{topic}.{group}.dlq";
    private static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        document = new ObjectMapper(new YAMLFactory()).readTree(Files.readAllBytes(Examples.resource("asyncapi.yaml")));
    }

    @Test
    void it_describes_every_topic_and_no_other() {
        Set<String> described = document.path("channels").properties().stream()
                .map(channel -> channel.getValue().path("address").textValue())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ours =
                Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toCollection(TreeSet::new));
        ours.add(DEAD_LETTERS);

        assertThat(described).isEqualTo(ours);
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_topic_has_the_described_key_partitions_groups_and_settings(Topic topic) {
        JsonNode channel = channel(topic.topicName());
        JsonNode binding = channel.path("bindings").path("kafka");
        Map<String, String> settings = new TreeMap<>(topic.configs());
        settings.remove("compression.type");

        assertThat(channel.path("x-key").textValue()).isEqualTo(topic.key());
        assertThat(channel.path("x-consumer-groups"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(topic.consumerGroups());
        assertThat(binding.path("partitions").intValue()).isEqualTo(topic.partitions());
        assertThat(settings(binding)).isEqualTo(settings);
    }

    @Test
    void dead_letter_topics_have_the_described_partitions_and_settings() {
        JsonNode binding = channel(DEAD_LETTERS).path("bindings").path("kafka");

        for (Topic topic : Topic.values()) {
            for (TopicSpec spec : topic.deadLetterSpecs()) {
                Map<String, String> settings = new TreeMap<>(spec.configs());
                settings.remove("compression.type");
                assertThat(spec.partitions())
                        .isEqualTo(binding.path("partitions").intValue());
                assertThat(settings(binding)).isEqualTo(settings);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_topic_carries_the_described_messages_with_their_schemas(Topic topic) {
        Map<String, String> described = new TreeMap<>();
        channel(topic.topicName()).path("messages").properties().forEach(message -> {
            JsonNode target =
                    document.at(message.getValue().path("$ref").textValue().substring(1));
            described.put(
                    target.path("name").textValue(),
                    target.path("payload").path("schema").path("$ref").textValue());
        });
        Map<String, String> ours = Stream.concat(
                        Arrays.stream(EventType.values())
                                .filter(type -> type.topics().contains(topic))
                                .map(type -> Map.entry(type.type(), schemaReference(type.schemaName()))),
                        Arrays.stream(DebituraEvent.values())
                                .filter(event -> event.topic() == topic)
                                .map(event -> Map.entry(event.type(), schemaReference("debitura-event"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));

        assertThat(described).isEqualTo(ours);
        described.values().forEach(reference -> assertThat(Examples.resource(reference.substring(2)))
                .exists());
    }

    @Test
    void it_describes_every_header_and_no_other() throws IllegalAccessException {
        Set<String> ours = new TreeSet<>();
        for (var field : EventMetadata.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers()) && field.getType() == String.class) {
                ours.add((String) field.get(null));
            }
        }
        Set<String> described = document.at("/components/schemas/headers/properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(ours);
    }

    private static String schemaReference(String name) {
        return "./schemas/" + name + ".schema.json";
    }

    private static Map<String, String> settings(JsonNode binding) {
        Map<String, String> settings = new TreeMap<>();
        binding.path("topicConfiguration")
                .properties()
                .forEach(setting -> settings.put(
                        setting.getKey(),
                        setting.getValue().isArray()
                                ? setting.getValue().get(0).textValue()
                                : setting.getValue().asText()));
        return settings;
    }

    private static JsonNode channel(String address) {
        return document.path("channels").properties().stream()
                .map(Map.Entry::getValue)
                .filter(channel -> channel.path("address").textValue().equals(address))
                .findFirst()
                .orElseThrow();
    }
}
