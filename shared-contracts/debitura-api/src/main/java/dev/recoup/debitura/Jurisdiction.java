package dev.recoup.debitura;

import java.util.Optional;

/**
 * Where a debtor is pursued: a country, or a state of it.
 *
 * @param id Debitura's id
 * @param name name for humans; that of the state in the US
 * @param countryAlpha2 ISO 3166-1 alpha-2
 * @param stateAlpha2 two letters, only for countries routed by state
 */
public record Jurisdiction(
        int id, Optional<String> name, Optional<String> countryAlpha2, Optional<String> stateAlpha2) {}
