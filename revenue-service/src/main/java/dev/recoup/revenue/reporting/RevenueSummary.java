package dev.recoup.revenue.reporting;

import java.time.Instant;
import java.util.List;

/**
 * What the platform has earned and where it stands.
 *
 * @param environment Debitura's environment
 * @param asOf the figures hold everything that Debitura reported up to this moment; null before the first complete
 *     import
 * @param reportingCurrency always USD: Debitura reports referral fees in it, and only such amounts are added here
 * @param stages the seven stages in the order of the pipeline, disputed last; it is part of no other figure
 * @param unclassified transactions that no documented stage takes
 * @param openFindings how many differences to Debitura's own summary are open; see {@code /v1/revenue/findings}
 */
public record RevenueSummary(
        String environment,
        Instant asOf,
        String reportingCurrency,
        List<StageFigure> stages,
        StageFigure unclassified,
        int openFindings) {}
