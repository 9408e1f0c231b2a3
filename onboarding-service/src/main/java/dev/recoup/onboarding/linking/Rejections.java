package dev.recoup.onboarding.linking;

import dev.recoup.debitura.BusinessError;
import dev.recoup.debitura.DebituraError;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why Debitura rejected a request, in the words of the catalogue; Debitura's own texts are not repeated. */
final class Rejections {

    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");
    private static final Pattern FIRST_CASE = Pattern.compile("(/cases/\\d+)(?!/isTest)(/.*)");

    private Rejections() {}

    /** The reasons, at least one, each at its place in the onboarding request. */
    static List<Refusal> of(DebituraError.Answered error) {
        return switch (error) {
            case DebituraError.InvalidFields invalid
            when !invalid.fields().isEmpty() ->
                invalid.fields().keySet().stream()
                        .sorted()
                        .map(field -> Refusal.of(RefusalCode.REFUSED_BY_DEBITURA, pointer(field)))
                        .toList();
            case DebituraError.BusinessRules rules
            when !rules.errors().isEmpty() ->
                rules.errors().stream().map(Rejections::of).toList();
            case DebituraError.InvalidFields nothingNamed -> whole();
            case DebituraError.BusinessRules nothingNamed -> whole();
            case DebituraError.Problem problem -> whole();
            case DebituraError.LinkConflict conflict -> whole();
            case DebituraError.RateLimited limited -> whole();
            case DebituraError.Unexplained unexplained -> whole();
        };
    }

    private static Refusal of(BusinessError error) {
        return switch (error.type()) {
            case CREDITOR_BLOCKED -> Refusal.of(RefusalCode.CREDITOR_BLOCKED, "/externalTenantId");
            case DUPLICATE_REFERENCE -> Refusal.of(RefusalCode.DUPLICATE_IN_REQUEST, "/cases");
            case NO_PARTNER_AVAILABLE -> Refusal.of(RefusalCode.NO_PARTNER_AVAILABLE, "/cases");
            case MISSING_DEBT_COLLECTION_CONTRACT,
                    MISSING_POWER_OF_ATTORNEY,
                    MISSING_KYC_VERIFICATION,
                    IDEMPOTENCY_CONFLICT,
                    UNKNOWN -> Refusal.of(RefusalCode.REFUSED_BY_DEBITURA, "");
        };
    }

    private static List<Refusal> whole() {
        return List.of(Refusal.of(RefusalCode.REFUSED_BY_DEBITURA, ""));
    }

    /** Debitura's field name as a place in our request: {@code Cases[0].Debtor.Email} is {@code /cases/0/claim/debtor/email}. */
    static String pointer(String field) {
        StringBuilder pointer = new StringBuilder();
        for (String step : INDEX.matcher(field).replaceAll(".$1").split("\\.")) {
            if (!step.isBlank()) {
                pointer.append('/')
                        .append(decapitalised(step).replace("~", "~0").replace("/", "~1"));
            }
        }
        Matcher inFirstCase = FIRST_CASE.matcher(pointer);
        return inFirstCase.matches() ? inFirstCase.group(1) + "/claim" + inFirstCase.group(2) : pointer.toString();
    }

    private static String decapitalised(String step) {
        return Character.toLowerCase(step.charAt(0)) + step.substring(1);
    }
}
