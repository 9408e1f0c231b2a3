package dev.recoup.testing;

import dev.recoup.testing.contract.Contract;
import dev.recoup.testing.contract.ContractProxy;
import dev.recoup.testing.contract.ContractRecord;
import dev.recoup.testing.infra.SandboxProcess;

/** A sandbox that is reached through a proxy before each of its APIs, so that no call of it escapes the documents. */
public final class JudgedSandbox {

    private JudgedSandbox() {}

    /**
     * Starts a sandbox and its proxies; they end with this JVM.
     *
     * @param record where calls and violations are noted
     * @param referral what the Referral Partner API is held against
     * @param customer what the Customer API is held against
     * @return the sandbox by the addresses of the proxies
     */
    public static Sandbox start(ContractRecord record, Contract referral, Contract customer) {
        SandboxProcess process = SandboxProcess.start();
        return new Sandbox(
                ContractProxy.start(referral, process.referralUrl(), record).url(),
                ContractProxy.start(customer, process.customerUrl(), record).url(),
                process.pagesUrl());
    }
}
