package dev.recoup.messaging.guarantees;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.messaging.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * G4: what one service publishes for one key is first seen in commit order, with any number of replicas; a record may
 * be seen again.
 */
class G4OrderPerKeyTest {

    @Test
    void records_of_a_key_are_first_seen_in_the_order_of_their_commits_and_none_is_missing() throws Exception {
        RelaysUnderFire.Traces traces = RelaysUnderFire.traces();
        Map<String, List<Long>> firstSeen = new TreeMap<>();
        int seen = 0;
        for (List<ConsumerRecord<byte[], byte[]>> partition : traces.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : partition) {
                long version = Long.parseLong(new String(record.value(), UTF_8));
                List<Long> versions =
                        firstSeen.computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>());
                if (!versions.contains(version)) {
                    versions.add(version);
                }
                seen++;
            }
        }
        long published = Servers.number(traces.database(), "select sum(version) from aggregate");
        System.out.printf("order per key: %d published, %d seen again%n", published, seen - published);
        assertThat(published).isGreaterThanOrEqualTo(RelaysUnderFire.RECORDS);
        for (int aggregate = 0; aggregate < RelaysUnderFire.AGGREGATES; aggregate++) {
            long last = Servers.number(traces.database(), "select version from aggregate where id = " + aggregate);
            assertThat(firstSeen.getOrDefault(Integer.toString(aggregate), List.of()))
                    .as("versions of aggregate %d in the order in which they were first seen", aggregate)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, last).boxed().toList());
        }
    }
}
