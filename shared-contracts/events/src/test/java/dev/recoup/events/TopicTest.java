package dev.recoup.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {
    private static final long THIRTY_DAYS = Duration.ofDays(30).toMillis();

    @Test
    void the_names_are_those_of_the_contract() {
        assertThat(Topic.values())
                .extracting(Topic::topicName)
                .containsExactly(
                        "debitura.client-events.v1",
                        "debitura.case-events.v1",
                        "debitura.other-events.v1",
                        "collections.onboarding-requests.v1",
                        "collections.first-cases.v1",
                        "collections.client-status.v1",
                        "collections.case-requests.v1",
                        "collections.case-status.v1",
                        "collections.case-status.test.v1",
                        "collections.required-actions.v1",
                        "collections.reconcile-requests.v1");
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_topic_keeps_records_for_thirty_days_or_the_latest_per_key(Topic topic) {
        Map<String, String> configs = topic.configs();

        if (topic.compacted()) {
            assertThat(configs)
                    .containsEntry("cleanup.policy", "compact")
                    .containsEntry("segment.ms", "86400000")
                    .containsEntry("max.compaction.lag.ms", "604800000")
                    .doesNotContainKey("retention.ms");
        } else {
            assertThat(configs)
                    .containsEntry("cleanup.policy", "delete")
                    .containsEntry("retention.ms", Long.toString(THIRTY_DAYS));
        }
    }

    @Test
    void only_snapshots_are_compacted() {
        assertThat(Topic.values())
                .filteredOn(Topic::compacted)
                .containsExactly(
                        Topic.CLIENT_STATUS, Topic.CASE_STATUS, Topic.CASE_STATUS_TEST, Topic.REQUIRED_ACTIONS);
    }

    @Test
    void every_group_that_reads_a_topic_has_its_dead_letter_topic_kept_for_thirty_days() {
        assertThat(Topic.CLIENT_STATUS.deadLetterSpecs())
                .extracting(TopicSpec::name)
                .containsExactly(
                        "collections.client-status.v1.case-service.dlq",
                        "collections.client-status.v1.revenue-service.dlq",
                        "collections.client-status.v1.webhook-ingest-service.dlq");
        assertThat(Topic.allSpecs())
                .filteredOn(spec -> spec.name().endsWith(".dlq"))
                .hasSize(15)
                .allSatisfy(
                        spec -> assertThat(spec.configs()).containsEntry("retention.ms", Long.toString(THIRTY_DAYS)));
    }

    @Test
    void all_specs_name_every_topic_once() {
        List<String> names = Topic.allSpecs().stream().map(TopicSpec::name).toList();

        assertThat(names).doesNotHaveDuplicates().hasSize(Topic.values().length + 15);
    }

    @Test
    void test_cases_have_a_status_topic_of_their_own() {
        assertThat(Topic.caseStatus(Mode.TEST)).isEqualTo(Topic.CASE_STATUS_TEST);
        assertThat(Topic.caseStatus(Mode.LIVE)).isEqualTo(Topic.CASE_STATUS);
    }

    @Test
    void a_topic_is_found_by_its_name() {
        assertThat(Topic.named("collections.case-requests.v1")).isEqualTo(Optional.of(Topic.CASE_REQUESTS));
        assertThat(Topic.named("collections.case-requests.v2")).isEmpty();
    }
}
