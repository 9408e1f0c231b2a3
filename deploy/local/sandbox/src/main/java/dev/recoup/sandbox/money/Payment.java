package dev.recoup.sandbox.money;

import dev.recoup.sandbox.cases.CollectionCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * Money that a debtor paid.
 *
 * @param id Debitura's id
 * @param paidCase the case it was paid on
 * @param amount as it was paid, in {@code currency}
 * @param currency ISO 4217 code, the case's or another
 * @param booked by how much the case's remainder fell, in the case's currency
 * @param recipient who got the money
 * @param method how it was paid
 * @param on when it was paid
 * @param at when it was booked
 */
public record Payment(
        UUID id,
        CollectionCase paidCase,
        BigDecimal amount,
        String currency,
        BigDecimal booked,
        Recipient recipient,
        Method method,
        Instant on,
        Instant at) {

    /** Who got the money (guide 19: never Debitura); the texts are the sandbox's, Debitura publishes none. */
    public enum Recipient {
        /** The agency, which passes the rest on. */
        COLLECTION_PARTNER("CollectionPartner"),
        /** The creditor, who is invoiced for the fee. */
        CREDITOR("Creditor");

        private final String wireName;

        Recipient(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the text that answers carry. */
        public String wireName() {
            return wireName;
        }

        /**
         * Finds a recipient by the text that answers carry.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Recipient of(String wireName) {
            return Arrays.stream(values())
                    .filter(recipient -> recipient.wireName.equals(wireName))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("recipient is CollectionPartner or Creditor"));
        }
    }

    /** How it was paid; the texts are the sandbox's, Debitura publishes none. */
    public enum Method {
        /** From account to account. */
        BANK_TRANSFER("BankTransfer"),
        /** By card. */
        CARD("Card"),
        /** In notes and coins. */
        CASH("Cash"),
        /** Set off against a credit note. */
        CREDIT_NOTE("CreditNote");

        private final String wireName;

        Method(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the text that answers carry. */
        public String wireName() {
            return wireName;
        }

        /**
         * Finds a method by the text that answers carry.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Method of(String wireName) {
            return Arrays.stream(values())
                    .filter(method -> method.wireName.equals(wireName))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("method is BankTransfer, Card, Cash or CreditNote"));
        }
    }

    /** The same money going back. */
    Payment negated(Instant now) {
        return new Payment(id, paidCase, amount.negate(), currency, booked.negate(), recipient, method, now, now);
    }

    /** A bank transfer to the agency in the case's currency, booked as it was paid. */
    public static Payment transfer(UUID id, CollectionCase paid, BigDecimal amount, Instant at) {
        return new Payment(
                id, paid, amount, paid.currency(), amount, Recipient.COLLECTION_PARTNER, Method.BANK_TRANSFER, at, at);
    }
}
