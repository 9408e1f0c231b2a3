package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.recoup.debitura.PageInfo;
import java.util.List;

/**
 * One page of divisions.
 *
 * @param page where the page stands
 * @param divisions the rows of the page
 */
public record DivisionPage(@JsonAlias("pageData") PageInfo page, List<Division> divisions) {

    /** Replaces missing lists by empty ones. */
    public DivisionPage {
        divisions = divisions == null ? List.of() : List.copyOf(divisions);
    }
}
