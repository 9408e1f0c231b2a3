package dev.recoup.ingest.correlation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;

/** What first caused a client or a case to be known. */
@Entity
@Table(name = "correlation")
@NamedNativeQuery(name = Correlation.REMEMBER, query = """
                insert into correlation
                    (environment, subject_kind, subject, correlation_id, version_epoch, version_number, updated_at)
                values (:environment, :kind, :subject, :correlationId, :epoch, :number, :updatedAt)
                on conflict (environment, subject_kind, subject) do update
                    set correlation_id = excluded.correlation_id,
                        version_epoch = excluded.version_epoch,
                        version_number = excluded.version_number,
                        updated_at = excluded.updated_at
                    where (correlation.version_epoch, correlation.version_number)
                          < (excluded.version_epoch, excluded.version_number)
                """)
class Correlation {

    /** Takes over what a snapshot says, unless a later one was there before; served by the primary key. */
    static final String REMEMBER = "Correlation.remember";

    @EmbeddedId
    Subject subject;

    @Column(name = "correlation_id")
    String correlationId;

    /**
     * Who or what the correlation id belongs to.
     *
     * @param environment {@code test} or {@code production}
     * @param kind {@code client} or {@code case}
     * @param subject the client's external tenant id, or Debitura's id of the case
     */
    @Embeddable
    record Subject(
            String environment,
            @Column(name = "subject_kind") String kind,
            String subject) {}
}
