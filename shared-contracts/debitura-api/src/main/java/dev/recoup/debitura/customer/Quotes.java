package dev.recoup.debitura.customer;

import java.util.List;

/**
 * All quotes for a request.
 *
 * @param quotes the quotes
 */
public record Quotes(List<Quote> quotes) {

    /** Replaces missing lists by empty ones. */
    public Quotes {
        quotes = quotes == null ? List.of() : List.copyOf(quotes);
    }
}
