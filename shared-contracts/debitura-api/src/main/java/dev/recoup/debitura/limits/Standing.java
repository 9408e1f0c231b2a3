package dev.recoup.debitura.limits;

import java.time.Duration;
import java.util.Optional;

/** What the replicas of a service have to know of each other, apart from the tokens that are left. */
interface Standing {

    /**
     * How things stand now.
     *
     * @param share an operator's share in percent, instead of the configured one
     * @param pause how long nothing may be called
     * @param slowdown for how long the rate is halved
     */
    record Facts(Optional<Integer> share, Duration pause, Duration slowdown) {}

    Facts read();

    /** Nothing is called for so long, and after that only half of it for a while; a longer pause is not cut short. */
    void pause(Duration pause, Duration slowdown);
}
