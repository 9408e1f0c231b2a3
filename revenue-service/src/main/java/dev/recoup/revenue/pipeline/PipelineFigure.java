package dev.recoup.revenue.pipeline;

/**
 * The open cases in one state and currency.
 *
 * @param state where the cases stand, as case-service names it
 * @param currency the currency of the amounts; null for cases whose claim was not readable
 * @param cases how many
 * @param claim the sum of their claims, as decimal text
 * @param remainder the sum of what is still owed, as decimal text
 */
public record PipelineFigure(String state, String currency, long cases, String claim, String remainder) {}
