package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.PageInfo;
import java.util.List;

/**
 * One page of cases of one client.
 *
 * @param page where the page stands
 * @param cases the rows of the page
 */
public record CustomerCasePage(@JsonAlias("pageData") PageInfo page, List<CollectionCase> cases) {

    /** Replaces missing lists by empty ones. */
    public CustomerCasePage {
        cases = cases == null ? List.of() : List.copyOf(cases);
    }
}
