package dev.recoup.messaging.problem;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.resteasy.reactive.RestPath;

/** Calls that fail in ways that nobody expected. */
@Path("/failures")
@PermitAll
@RunOnVirtualThread
class Failures {

    static final String PERSONAL = "Jane Doe, 1 Main Street";

    @Inject
    DataSource database;

    @GET
    @Path("/defect")
    public String defect() {
        throw new IllegalStateException(PERSONAL, new IllegalArgumentException(PERSONAL));
    }

    @GET
    @Path("/database")
    public String database() throws SQLException {
        throw new SQLException(PERSONAL, "08006");
    }

    /** As an object-relational mapper would fail. */
    @GET
    @Path("/value/{text}")
    public String value(@RestPath String text) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select from audit where actor = ?")) {
            select.setString(1, text);
            select.execute();
            return "found";
        } catch (SQLException refused) {
            throw new IllegalStateException(PERSONAL, refused);
        }
    }
}
