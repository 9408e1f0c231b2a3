package dev.recoup.revenue.reporting;

import dev.recoup.messaging.caller.Caller;
import dev.recoup.revenue.RevenueConfig;
import dev.recoup.revenue.findings.FindingView;
import dev.recoup.revenue.findings.Findings;
import dev.recoup.revenue.ledger.LedgerFigures;
import dev.recoup.revenue.ledger.LedgerStage;
import dev.recoup.revenue.ledger.TransactionPage;
import dev.recoup.revenue.pipeline.Pipeline;
import dev.recoup.revenue.pipeline.PipelineFigure;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What dashboards read. Figures are computed from transaction rows alone and come with the moment they are complete for.
 * A token with a {@code tenant} claim sees that client only.
 */
@Path("/v1/revenue")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("revenue-read")
@RunOnVirtualThread
@Transactional
class RevenueResource {

    private final RevenueConfig config;
    private final LedgerFigures ledger;
    private final Findings findings;
    private final Pipeline pipeline;
    private final Caller caller;

    RevenueResource(RevenueConfig config, LedgerFigures ledger, Findings findings, Pipeline pipeline, Caller caller) {
        this.config = config;
        this.ledger = ledger;
        this.findings = findings;
        this.pipeline = pipeline;
        this.caller = caller;
    }

    @GET
    @Path("/summary")
    public RevenueSummary summary() {
        var totals = ledger.totals(config.environment(), caller.onlyTenant());
        List<StageFigure> stages = Arrays.stream(LedgerStage.values())
                .filter(stage -> stage != LedgerStage.UNCLASSIFIED)
                .map(stage -> StageFigure.of(stage, totals.get(stage)))
                .toList();
        return new RevenueSummary(
                config.environment(),
                asOf(),
                "USD",
                stages,
                StageFigure.of(LedgerStage.UNCLASSIFIED, totals.get(LedgerStage.UNCLASSIFIED)),
                findings.openViews(config.environment()).size());
    }

    @GET
    @Path("/by-client")
    public Answer<List<ClientFigures>> byClient() {
        List<ClientFigures> clients =
                ledger.totalsByClient(config.environment(), caller.onlyTenant()).entrySet().stream()
                        .map(client -> new ClientFigures(
                                client.getKey(),
                                client.getValue().entrySet().stream()
                                        .map(stage -> StageFigure.of(stage.getKey(), stage.getValue()))
                                        .toList()))
                        .toList();
        return new Answer<>(asOf(), clients);
    }

    @GET
    @Path("/transactions")
    public Answer<TransactionPage> transactions(
            @QueryParam("page") @DefaultValue("1") int page, @QueryParam("pageSize") @DefaultValue("50") int pageSize) {
        return new Answer<>(asOf(), ledger.transactions(config.environment(), caller.onlyTenant(), page, pageSize));
    }

    @GET
    @Path("/pipeline")
    public Answer<List<PipelineFigure>> pipeline() {
        return new Answer<>(asOf(), pipeline.figures(config.environment(), caller.onlyTenant()));
    }

    @GET
    @Path("/findings")
    public Answer<List<FindingView>> findings() {
        return new Answer<>(asOf(), findings.newest(config.environment(), 100));
    }

    private Instant asOf() {
        return ledger.completeAsOf(config.environment()).orElse(null);
    }
}
