package dev.recoup.debitura;

/**
 * Where a page stands in its list (guide 26).
 *
 * @param totalResults records over all pages
 * @param pageSize records per page asked for
 * @param currentPage 1-based
 * @param responseCount records in this page
 * @param totalPages number of pages, 0 for an empty list
 */
public record PageInfo(int totalResults, int pageSize, int currentPage, int responseCount, int totalPages) {}
