package dev.recoup.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingRoomTest {

    private final WaitingRoom room = new WaitingRoom(100);

    @Test
    void bodies_enter_until_the_room_is_full() {
        assertThat(room.enter(60)).isPresent();
        assertThat(room.enter(40)).isPresent();
        assertThat(room.enter(1)).isEmpty();
    }

    @Test
    void a_place_given_back_can_be_taken_again() {
        WaitingRoom.Place first = room.enter(100).orElseThrow();
        assertThat(room.enter(100)).isEmpty();

        first.close();

        assertThat(room.enter(100)).isPresent();
    }

    @Test
    void a_body_that_is_turned_away_takes_no_room() {
        room.enter(60).orElseThrow();
        assertThat(room.enter(41)).isEmpty();
        assertThat(room.enter(40)).isPresent();
    }

    @Test
    void a_body_alone_always_enters() {
        assertThat(room.enter(101)).isPresent();
    }
}
