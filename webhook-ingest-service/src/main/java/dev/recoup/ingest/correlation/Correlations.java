package dev.recoup.ingest.correlation;

import dev.recoup.events.Environment;
import dev.recoup.messaging.ColumnArray;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The correlation ids of clients and cases, as far as their snapshots were seen. */
@ApplicationScoped
public class Correlations implements PanacheRepositoryBase<Correlation, Correlation.Subject> {

    /** The correlation id, or null, in a statement that has {@link #JOINED}. */
    public static final String FOUND = "coalesce(of_case.correlation_id, of_client.correlation_id)";

    /**
     * What a statement adds to its joins to have {@link #FOUND}; its rows are called {@code given} and have environment,
     * case_id and external_tenant_id. Served by the primary key.
     */
    // language=PostgreSQL
    public static final String JOINED = """
            left join correlation of_case
                on of_case.environment = given.environment
                and of_case.subject_kind = 'case' and of_case.subject = given.case_id
            left join correlation of_client
                on of_client.environment = given.environment
                and of_client.subject_kind = 'client' and of_client.subject = given.external_tenant_id
            """;

    // language=PostgreSQL
    private static final String FIND = """
            select %s
            from unnest(?::text[], ?::text[], ?::text[])
                with ordinality as given (environment, case_id, external_tenant_id, place)
            %s
            order by place
            """.formatted(FOUND, JOINED);

    /**
     * Finds what first caused each case, else what first caused its client; empty where neither is known.
     *
     * @return one answer per question, in the same order
     * @throws SQLException if the database cannot be asked
     */
    public List<Optional<String>> find(Connection connection, List<Question> questions) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setArray(1, ColumnArray.ofText(connection, questions, question -> question.environment()
                    .wire()));
            query.setArray(2, ColumnArray.ofText(connection, questions, question -> question.caseId()
                    .orElse(null)));
            query.setArray(3, ColumnArray.ofText(connection, questions, question -> question.externalTenantId()
                    .orElse(null)));
            try (ResultSet row = query.executeQuery()) {
                List<Optional<String>> answers = new ArrayList<>(questions.size());
                while (row.next()) {
                    answers.add(Optional.ofNullable(row.getString(1)));
                }
                return answers;
            }
        }
    }

    /** Remembers what a snapshot says, unless a later one of its subject was seen before. */
    @Transactional(Transactional.TxType.MANDATORY)
    void remember(Sighting sighting) {
        getEntityManager()
                .createNamedQuery(Correlation.REMEMBER)
                .setParameter("environment", sighting.environment().wire())
                .setParameter("kind", sighting.kind())
                .setParameter("subject", sighting.subject())
                .setParameter("correlationId", sighting.correlationId())
                .setParameter("epoch", sighting.version().epoch())
                .setParameter("number", sighting.version().number())
                .setParameter("updatedAt", sighting.at())
                .executeUpdate();
    }

    /**
     * Whose correlation id is looked for.
     *
     * @param environment Debitura's environment
     * @param externalTenantId the client, where one is named
     * @param caseId Debitura's id of the case, where one is named
     */
    public record Question(Environment environment, Optional<String> externalTenantId, Optional<String> caseId) {}
}
