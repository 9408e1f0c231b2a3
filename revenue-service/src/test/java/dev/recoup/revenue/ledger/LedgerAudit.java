package dev.recoup.revenue.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Lets tests compare the totals that are kept with the totals counted anew. */
@ApplicationScoped
public class LedgerAudit {

    private final Ledger ledger;

    LedgerAudit(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The totals that are kept, cents and all. */
    public Map<String, Map<LedgerStage, String>> totals() {
        return LedgerTest.plain(ledger.totalsByClient("test"));
    }

    /** The totals counted from the rows. */
    public Map<String, Map<LedgerStage, String>> recount() {
        return LedgerTest.plain(ledger.recount("test"));
    }
}
