package dev.recoup.sandbox.population;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.CloseCodes;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.Lifecycle;
import dev.recoup.sandbox.contract.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the cases of a census are like: by the last digit of a case's number, six are active, one is being verified, one
 * is paused, one was closed without a payment, and one is older than the partnership.
 */
final class Claims {

    /** So many kinds of cases follow each other. */
    static final int KINDS = 10;

    /** The day on which the clients were linked. */
    static final Instant LINKED = Instant.parse("2025-01-01T00:00:00Z");

    private static final int ACTIVE_KINDS = 6;
    private static final int VERIFIED = 6;
    private static final int PAUSED = 7;
    private static final int EXHAUSTED = 8;
    private static final int EARLY = 9;
    private static final Duration LINKED_FOR = Duration.ofDays(365);
    private static final int SMALLEST_CENTS = 10_000;
    private static final int LARGEST_CENTS = 5_000_000;
    private static final int NEWEST_INVOICE_DAYS = 40;
    private static final int OLDEST_INVOICE_DAYS = 900;

    private record Market(String country, String currency, String city) {}

    private static final List<Market> MARKETS = List.of(
            new Market("DE", "EUR", "Hamburg"),
            new Market("FR", "EUR", "Lyon"),
            new Market("DK", "DKK", "Aarhus"),
            new Market("SE", "SEK", "Malmo"),
            new Market("NO", "NOK", "Bergen"),
            new Market("PL", "PLN", "Gdansk"),
            new Market("NL", "EUR", "Utrecht"));

    /** Where a case stands and how it got there. */
    record Standing(CollectionCase.Via via, Lifecycle lifecycle, Optional<String> closeCode) {}

    private Claims() {}

    /** Whether a payment on a case earns the partner a fee, or none can come. */
    enum Worth {
        EARNING,
        BARREN,
        UNPAYABLE
    }

    static Worth worth(int number) {
        int kind = number % KINDS;
        if (kind < ACTIVE_KINDS) {
            return Worth.EARNING;
        }
        return kind == EARLY ? Worth.BARREN : Worth.UNPAYABLE;
    }

    static Standing standing(int number) {
        return switch (number % KINDS) {
            case VERIFIED -> through(Lifecycle.PENDING_VERIFICATION_INTERNAL, Optional.empty());
            case PAUSED -> through(Lifecycle.PAUSED, Optional.empty());
            case EXHAUSTED -> through(Lifecycle.CLOSED, Optional.of(CloseCodes.EXHAUSTED));
            case EARLY -> new Standing(CollectionCase.Via.CREDITOR_KEY, Lifecycle.ACTIVE, Optional.empty());
            default -> through(Lifecycle.ACTIVE, Optional.empty());
        };
    }

    private static Standing through(Lifecycle lifecycle, Optional<String> closeCode) {
        return new Standing(CollectionCase.Via.PARTNER_TOKEN, lifecycle, closeCode);
    }

    /** When a case was created: in the order of the numbers, except for those older than the partnership. */
    static Instant created(int number, int all) {
        if (worth(number) == Worth.BARREN) {
            return LINKED.minus(1, ChronoUnit.DAYS);
        }
        return LINKED.plus(LINKED_FOR.multipliedBy(number).dividedBy(all)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The body with which a case was created. */
    static ObjectNode request(int number, Instant created, RandomGenerator random) {
        Market market = MARKETS.get(random.nextInt(MARKETS.size()));
        LocalDate due = LocalDate.ofInstant(created, ZoneOffset.UTC)
                .minusDays(random.nextInt(NEWEST_INVOICE_DAYS, OLDEST_INVOICE_DAYS));
        ObjectNode request = Json.object()
                .put("currencyCode", market.currency())
                .put("amountToRecover", BigDecimal.valueOf(random.nextInt(SMALLEST_CENTS, LARGEST_CENTS), 2))
                .put("date", due.minusDays(30).toString())
                .put("dueDate", due.toString())
                .put("creditorReference", "S-" + number);
        request.putObject("debtor")
                .put("type", number % 2 == 0 ? "Company" : "Private")
                .put("name", "Debtor " + number)
                .put("address", "Main Street " + (1 + random.nextInt(200)))
                .put("zipCode", "10000")
                .put("city", market.city())
                .put("countryAlpha2", market.country());
        return request;
    }
}
