package dev.recoup.debitura.customer;

import java.util.List;

/**
 * All requests for quotes on a case.
 *
 * @param quoteRequests the requests
 */
public record QuoteRequests(List<QuoteRequest> quoteRequests) {

    /** Replaces missing lists by empty ones. */
    public QuoteRequests {
        quoteRequests = quoteRequests == null ? List.of() : List.copyOf(quoteRequests);
    }
}
