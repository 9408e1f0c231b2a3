package dev.recoup.revenue.reporting;

import java.util.List;

/**
 * One client's part of the figures.
 *
 * @param externalTenantId the client
 * @param stages the stages in which something of this client stands, in the order of the pipeline
 */
public record ClientFigures(String externalTenantId, List<StageFigure> stages) {}
