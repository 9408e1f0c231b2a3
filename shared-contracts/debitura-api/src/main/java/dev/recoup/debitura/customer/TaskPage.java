package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.recoup.debitura.PageInfo;
import java.util.List;

/**
 * One page of tasks over all cases.
 *
 * @param page where the page stands
 * @param tasks the rows of the page
 */
public record TaskPage(@JsonAlias("pageData") PageInfo page, List<Task> tasks) {

    /** Replaces missing lists by empty ones. */
    public TaskPage {
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
    }
}
