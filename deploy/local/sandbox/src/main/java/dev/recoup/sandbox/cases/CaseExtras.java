package dev.recoup.sandbox.cases;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What only few cases have; made for a case when the first such thing happens to it. */
final class CaseExtras {

    Fees fees = Fees.NONE;
    Optional<EngagementPhase> phase = Optional.empty();
    Optional<DisputeStatus> dispute = Optional.empty();
    Optional<Validation> validation = Optional.empty();
    Optional<ExclusivePeriod> period = Optional.empty();
    Optional<BigDecimal> referralRate = Optional.empty();
    final List<QuoteRequest> quoteRequests = new ArrayList<>();
}
