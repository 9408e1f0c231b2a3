package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.recoup.debitura.PageInfo;
import java.util.List;

/**
 * One page of the creditor's team.
 *
 * @param page where the page stands
 * @param users the rows of the page
 */
public record TeamPage(@JsonAlias("pageData") PageInfo page, List<TeamMember> users) {

    /** Replaces missing lists by empty ones. */
    public TeamPage {
        users = users == null ? List.of() : List.copyOf(users);
    }
}
