package dev.recoup.contracttests;

import dev.recoup.testing.JudgedSandbox;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.contract.Contract;
import dev.recoup.testing.contract.ContractRecord;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts the sandbox once, points the client to its proxies, and hands both to the tests. */
public final class SandboxAndJudge implements QuarkusTestResourceLifecycleManager {

    private final ContractRecord record = new ContractRecord();
    private Sandbox sandbox;

    @Override
    public Map<String, String> start() {
        sandbox = JudgedSandbox.start(record, Contract.referral(), Contract.customer());
        return Map.of(
                "recoup.debitura.referral-url", sandbox.referralUrl().toString(),
                "recoup.debitura.customer-url", sandbox.customerUrl().toString(),
                "recoup.debitura.api-key", Sandbox.PARTNER_KEY);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(sandbox, new TestInjector.MatchesType(Sandbox.class));
        injector.injectIntoFields(record, new TestInjector.MatchesType(ContractRecord.class));
    }

    @Override
    public void stop() {
        // The sandbox and its proxies end with this JVM.
    }
}
