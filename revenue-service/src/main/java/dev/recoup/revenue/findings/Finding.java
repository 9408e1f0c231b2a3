package dev.recoup.revenue.findings;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One stored difference; open while {@code resolvedAt} is empty. */
@Entity
@Table(name = "finding")
class Finding extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false)
    String environment;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    FindingKind kind;

    @Column(nullable = false)
    String stage;

    @Column(nullable = false)
    String ours;

    @Column(nullable = false)
    String theirs;

    String detail;

    @Column(name = "first_seen", nullable = false)
    Instant firstSeen;

    @Column(name = "last_seen", nullable = false)
    Instant lastSeen;

    @Column(name = "resolved_at")
    Instant resolvedAt;
}
