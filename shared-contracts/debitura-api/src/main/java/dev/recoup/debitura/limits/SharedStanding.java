package dev.recoup.debitura.limits;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** The standing of all replicas, in the row that also holds their tokens; times are the database's. */
final class SharedStanding implements Standing {

    // index: primary key of debitura_budget
    private static final String READ = """
            select share,
                   coalesce(extract(epoch from paused_until - now()) * 1000, 0)::bigint,
                   coalesce(extract(epoch from slowed_until - now()) * 1000, 0)::bigint
              from debitura_budget where environment = ?""";

    private static final String PAUSE = """
            insert into debitura_budget as known (environment, paused_until, slowed_until)
            values (?, now() + ? * interval '1 millisecond', now() + ? * interval '1 millisecond')
            on conflict (environment) do update set
                   paused_until = greatest(known.paused_until, excluded.paused_until),
                   slowed_until = greatest(known.slowed_until, excluded.slowed_until)""";

    private final DataSource database;
    private final String environment;

    SharedStanding(DataSource database, String environment) {
        this.database = database;
        this.environment = environment;
    }

    @Override
    public Facts read() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, environment);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Facts(
                                Optional.ofNullable(row.getObject(1, Integer.class)),
                                left(row.getLong(2)),
                                left(row.getLong(3)))
                        : new Facts(Optional.empty(), Duration.ZERO, Duration.ZERO);
            }
        } catch (SQLException failure) {
            throw new BudgetUnavailable(failure);
        }
    }

    private static Duration left(long millis) {
        return Duration.ofMillis(Math.max(0, millis));
    }

    @Override
    public void pause(Duration pause, Duration slowdown) {
        try (Connection connection = database.getConnection();
                PreparedStatement upsert = connection.prepareStatement(PAUSE)) {
            upsert.setString(1, environment);
            upsert.setLong(2, pause.toMillis());
            upsert.setLong(3, pause.plus(slowdown).toMillis());
            upsert.executeUpdate();
        } catch (SQLException failure) {
            throw new BudgetUnavailable(failure);
        }
    }

    /** The database does not answer. */
    static final class BudgetUnavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BudgetUnavailable(SQLException cause) {
            super("SQLSTATE " + cause.getSQLState(), cause);
        }
    }
}
