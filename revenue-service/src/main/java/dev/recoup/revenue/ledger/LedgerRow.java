package dev.recoup.revenue.ledger;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One transaction as Debitura reported it, with the stage that follows from its states. The debtor's name is left out on
 * purpose: no figure needs it.
 */
record LedgerRow(
        String transactionId,
        Instant collectionDate,
        String externalTenantId,
        String creditorId,
        String companyName,
        String caseId,
        String caseReference,
        BigDecimal originalAmount,
        String originalCurrency,
        BigDecimal paymentAmount,
        String paymentCurrency,
        Instant paymentDate,
        String earningsCurrency,
        BigDecimal debituraRevenue,
        BigDecimal debituraRevenueUsd,
        BigDecimal referralFeePercentage,
        BigDecimal referralFeeAmount,
        BigDecimal referralFeeUsd,
        boolean estimate,
        boolean recognized,
        BigDecimal recognizedUsd,
        String commissionPaymentStatus,
        String platformInvoicingStatus,
        String referralInvoicingStatus,
        String commissionPaymentText,
        String platformInvoicingText,
        String referralInvoicingText,
        LedgerStage stage) {

    /** Tells whether two readings of a transaction are the same, whatever the scale of their numbers. */
    String fingerprint() {
        String text = Stream.of(
                        collectionDate,
                        externalTenantId,
                        creditorId,
                        companyName,
                        caseId,
                        caseReference,
                        plain(originalAmount),
                        originalCurrency,
                        plain(paymentAmount),
                        paymentCurrency,
                        paymentDate,
                        earningsCurrency,
                        plain(debituraRevenue),
                        plain(debituraRevenueUsd),
                        plain(referralFeePercentage),
                        plain(referralFeeAmount),
                        plain(referralFeeUsd),
                        estimate,
                        recognized,
                        plain(recognizedUsd),
                        commissionPaymentStatus,
                        platformInvoicingStatus,
                        referralInvoicingStatus,
                        commissionPaymentText,
                        platformInvoicingText,
                        referralInvoicingText,
                        stage)
                .map(value -> value == null ? "-" : "=" + value)
                .collect(Collectors.joining("\n"));
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String plain(BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }
}
