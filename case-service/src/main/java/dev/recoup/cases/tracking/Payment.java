package dev.recoup.cases.tracking;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** A payment of a case, once per id; one that Debitura lists no more was reversed. */
@Entity
@Table(name = "payment")
class Payment {
    @Id
    @Column(name = "payment_id")
    UUID paymentId;

    String environment;

    @Column(name = "case_id")
    UUID caseId;

    BigDecimal amount;
    String currency;

    @Column(name = "seen_at")
    Instant seenAt;

    @Column(name = "reversed_at")
    Instant reversedAt;
}
