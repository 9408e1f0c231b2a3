package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.recoup.debitura.PageInfo;
import java.util.List;

/**
 * One page of payments of one client.
 *
 * @param page where the page stands
 * @param payments the rows of the page
 */
public record PaymentPage(@JsonAlias("pageData") PageInfo page, List<CasePayment> payments) {

    /** Replaces missing lists by empty ones. */
    public PaymentPage {
        payments = payments == null ? List.of() : List.copyOf(payments);
    }
}
