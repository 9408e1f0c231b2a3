package dev.recoup.events.rules;

import dev.recoup.events.refusals.RefusalCode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** What the schema cannot say about a claim and its confirmation (guide 8 and 22.4). */
final class ClaimRules {
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final Clock clock;

    ClaimRules(Clock clock) {
        this.clock = clock;
    }

    /** Examines the case whose members lie directly below the pointer. */
    void examine(Findings findings, String at) {
        amounts(findings, at + "/claim");
        dates(findings, at + "/claim");
        country(findings, at + "/claim/debtor");
        tag(findings, at);
        Places.returnUrl(findings, at + "/claim/returnUrl");
        confirmation(findings, at + "/confirmation");
    }

    private static void amounts(Findings findings, String claim) {
        String total = claim + "/amountToRecover";
        String over6 = total + "Over6Months";
        String over12 = total + "Over12Months";
        String over24 = total + "Over24Months";
        int decimals = decimals(findings, claim + "/currencyCode");
        for (String amount : List.of(total, over6, over12, over24)) {
            findings.decimal(amount)
                    .filter(value -> value.stripTrailingZeros().scale() > decimals)
                    .ifPresent(value -> findings.refuse(RefusalCode.AMOUNT_TOO_PRECISE, amount));
        }
        findings.decimal(total)
                .filter(value -> value.signum() <= 0)
                .ifPresent(value -> findings.refuse(RefusalCode.AMOUNT_NOT_POSITIVE, total));
        if (findings.given(over12) && !findings.given(over24)) {
            findings.refuse(RefusalCode.AGE_BUCKETS_INCOMPLETE, over24);
        }
        if (!findings.given(over12) && (findings.given(over24) || findings.given(over6))) {
            findings.refuse(RefusalCode.AGE_BUCKETS_INCOMPLETE, over12);
        }
        if (findings.given(over6) && !findings.given(over12) && !findings.given(over24)) {
            findings.refuse(RefusalCode.AGE_BUCKETS_INCOMPLETE, over24);
        }
        notAbove(findings, over6, total);
        notAbove(findings, over12, findings.given(over6) ? over6 : total);
        notAbove(findings, over24, findings.given(over12) ? over12 : total);
    }

    private static void notAbove(Findings findings, String part, String whole) {
        Optional<BigDecimal> limit = findings.decimal(whole);
        findings.decimal(part)
                .filter(value -> limit.isPresent() && value.compareTo(limit.get()) > 0)
                .ifPresent(value -> findings.refuse(RefusalCode.AGE_BUCKETS_INCONSISTENT, part));
    }

    /** The decimals of the claim's currency; as many as any has when the currency is not usable. */
    private static int decimals(Findings findings, String pointer) {
        Optional<String> code = findings.text(pointer);
        if (code.isEmpty()) {
            return 6;
        }
        try {
            int digits = Currency.getInstance(code.get()).getDefaultFractionDigits();
            if (digits >= 0) {
                return digits;
            }
        } catch (IllegalArgumentException unknown) {
            // refused below like a currency without decimals, such as gold
        }
        findings.refuse(RefusalCode.CURRENCY_UNKNOWN, pointer);
        return 6;
    }

    private void dates(Findings findings, String claim) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Optional<LocalDate> date = findings.date(claim + "/date");
        Optional<LocalDate> dueDate = findings.date(claim + "/dueDate");
        if (date.isPresent() && date.get().isAfter(today)) {
            findings.refuse(RefusalCode.DATE_IN_FUTURE, claim + "/date");
        }
        if (dueDate.isPresent() && dueDate.get().isAfter(today)) {
            findings.refuse(RefusalCode.DUE_DATE_IN_FUTURE, claim + "/dueDate");
        }
        if (date.isPresent() && dueDate.isPresent() && dueDate.get().isBefore(date.get())) {
            findings.refuse(RefusalCode.DUE_DATE_BEFORE_DATE, claim + "/dueDate");
        }
    }

    private static void country(Findings findings, String debtor) {
        if (!findings.given(debtor)) {
            return;
        }
        String alpha2 = debtor + "/countryAlpha2";
        String name = debtor + "/country";
        String state = debtor + "/stateAlpha2";
        if (!findings.given(alpha2) && !findings.given(name)) {
            findings.refuse(RefusalCode.COUNTRY_MISSING, alpha2);
        }
        Optional<String> country = findings.given(alpha2)
                ? Places.countryCode(findings, alpha2)
                : Places.countryCodeOrName(findings, name);
        if (country.filter("US"::equals).isPresent()) {
            if (!findings.given(state)) {
                findings.refuse(RefusalCode.US_STATE_MISSING, state);
            }
            findings.text(state)
                    .filter(text -> !Places.isUsState(text))
                    .ifPresent(text -> findings.refuse(RefusalCode.US_STATE_UNKNOWN, state));
        }
    }

    private static void tag(Findings findings, String at) {
        if (findings.given(at + "/claim/tag") && findings.flag(at + "/isTest").equals(Optional.of(false))) {
            findings.refuse(RefusalCode.TAG_ON_LIVE_CASE, at + "/claim/tag");
        }
    }

    private void confirmation(Findings findings, String confirmation) {
        findings.decimal(confirmation + "/successFeePercentage")
                .filter(value -> value.compareTo(HUNDRED) > 0)
                .ifPresent(value ->
                        findings.refuse(RefusalCode.PERCENTAGE_OUT_OF_RANGE, confirmation + "/successFeePercentage"));
        findings.moment(confirmation + "/at")
                .filter(at -> at.toInstant().isAfter(clock.instant().plus(CLOCK_TOLERANCE)))
                .ifPresent(at -> findings.refuse(RefusalCode.CONFIRMED_IN_FUTURE, confirmation + "/at"));
    }
}
