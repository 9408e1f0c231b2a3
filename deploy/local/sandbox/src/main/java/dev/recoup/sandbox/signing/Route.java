package dev.recoup.sandbox.signing;

import dev.recoup.sandbox.coverage.CollectionPartner;

/**
 * Where a case goes, as far as signatures depend on it.
 *
 * @param agency who collects
 * @param country alpha-2 code of the debtor's country
 */
public record Route(CollectionPartner agency, String country) {}
