package dev.recoup.sandbox.coverage;

import dev.recoup.sandbox.clients.Country;
import java.util.Optional;

/**
 * Where a debtor is, as finely as coverage tells places apart: by country, in the United States by state.
 *
 * @param country the debtor's country
 * @param state the state; empty outside the United States
 */
public record Jurisdiction(Country country, Optional<UsState> state) {

    private static final int STATES_FROM = 1000;

    /** Returns a country that is covered as a whole. */
    public static Jurisdiction of(Country country) {
        return new Jurisdiction(country, Optional.empty());
    }

    /** Returns the number that coverage answers carry. */
    public int id() {
        return state.map(within -> STATES_FROM + within.number()).orElse(country.id());
    }

    /** Returns the name that people read: the country's, in the United States the state's. */
    public String name() {
        return state.map(UsState::name).orElse(country.name());
    }

    /** Tells whether a country is covered state by state. */
    public static boolean isByState(Country country) {
        return country.alpha2().equals("US");
    }
}
