package dev.recoup.debitura;

import dev.recoup.debitura.customer.AdvanceTestCase;
import dev.recoup.debitura.customer.AdvancedTestCase;
import dev.recoup.debitura.customer.FireTestEvent;
import dev.recoup.debitura.customer.FiredTestEvent;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Test cases of one client on the Customer API. Only in the test environment: elsewhere every call is refused here. Everything said of {@link DebituraCustomer} about tokens, blocking and
 * exceptions holds here too.
 */
@Singleton
public class DebituraTestCases {

    private final CustomerApi api;
    private final CustomerCalls calls;
    private final TestOperations testOperations;

    DebituraTestCases(CustomerApi api, CustomerCalls calls, TestOperations testOperations) {
        this.api = api;
        this.calls = calls;
        this.testOperations = testOperations;
    }

    /**
     * Brings a test case to a state, through the real pipeline with its webhooks (guide 20).
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @param target where to
     * @return what came of it
     * @throws DebituraException with {@link DebituraError.TestEnvironmentOnly} in production, before anything is sent
     */
    public AdvancedTestCase advance(String externalTenantId, UUID caseId, AdvanceTestCase target) {
        var call = DebituraCall.customer("advanceTestCase", externalTenantId).forCase(caseId);
        testOperations.permit(call);
        return calls.call(
                call,
                DebituraJson.type(AdvancedTestCase.class),
                bearer -> api.advanceTestCase(bearer, caseId, DebituraJson.bytes(target)));
    }

    /**
     * Removes a test case for good; gone before is 204 or 404.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @throws DebituraException with {@link DebituraError.TestEnvironmentOnly} in production, before anything is sent
     */
    public void delete(String externalTenantId, UUID caseId) {
        var call = DebituraCall.customer("deleteTestCase", externalTenantId).forCase(caseId);
        testOperations.permit(call);
        calls.callWithoutAnswer(call, bearer -> api.deleteTestCase(bearer, caseId));
    }

    /**
     * Removes all test cases with a tag for good; none at all is no error.
     *
     * @param externalTenantId in whose name
     * @param tag the tag given at creation, not blank
     * @throws DebituraException with {@link DebituraError.TestEnvironmentOnly} in production, before anything is sent
     */
    public void deleteByTag(String externalTenantId, String tag) {
        var call = DebituraCall.customer("deleteTestCasesByTag", externalTenantId);
        testOperations.permit(call);
        calls.callWithoutAnswer(call, bearer -> api.deleteTestCasesByTag(bearer, tag));
    }

    /**
     * Queues an event about a test case; the case stays as it is.
     *
     * @param externalTenantId in whose name
     * @param event which
     * @return how many deliveries were queued
     * @throws DebituraException with {@link DebituraError.TestEnvironmentOnly} in production, before anything is sent
     */
    public FiredTestEvent fire(String externalTenantId, FireTestEvent event) {
        var call = DebituraCall.customer("fireTestWebhook", externalTenantId);
        testOperations.permit(call);
        return calls.call(
                call,
                DebituraJson.type(FiredTestEvent.class),
                bearer -> api.fireTestWebhook(bearer, DebituraJson.bytes(event)));
    }
}
