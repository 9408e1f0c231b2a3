package dev.recoup.messaging.deadletter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.recoup.messaging.RecordHeader;
import java.util.List;
import java.util.Optional;

/**
 * A dead letter with everything that is kept of it; once it is decided about, that is no more than the list shows.
 *
 * @param letter what the list shows
 * @param key the record's key; left out where it has none
 * @param headers its headers in their order
 * @param value its value; left out for a tombstone
 */
record OpenedLetter(
        @JsonUnwrapped DeadLetter letter, Optional<Content> key, List<Header> headers, Optional<Content> value) {

    static OpenedLetter of(StoredLetter stored) {
        return new OpenedLetter(
                stored.letter(),
                stored.key().map(Content::of),
                stored.headers().stream().map(Header::of).toList(),
                stored.value().map(Content::of));
    }

    /**
     * One header.
     *
     * @param name its name
     * @param value its value; left out where Kafka carries none
     */
    record Header(String name, Optional<Content> value) {

        static Header of(RecordHeader header) {
            return new Header(header.name(), header.value().map(Content::of));
        }
    }
}
