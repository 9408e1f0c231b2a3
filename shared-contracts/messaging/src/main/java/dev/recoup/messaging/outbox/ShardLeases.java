package dev.recoup.messaging.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The lease rows of the shards and the heartbeats of the replicas, all on the database's clock. */
final class ShardLeases {

    // language=PostgreSQL
    private static final String HEARTBEAT = """
            insert into outbox_replica (replica, seen_until)
            values (?, clock_timestamp() + ? * interval '1 millisecond')
            on conflict (replica) do update set seen_until = excluded.seen_until
            """;

    // language=PostgreSQL
    private static final String FORGET_THE_DEAD = "delete from outbox_replica where seen_until < clock_timestamp()";

    // language=PostgreSQL
    private static final String RANK = """
            select count(*), count(*) filter (where replica < ?)
            from outbox_replica where seen_until >= clock_timestamp()
            """;

    // language=PostgreSQL
    private static final String ACQUIRE = """
            update outbox_shard
            set owner = ?, epoch = epoch + 1, lease_until = clock_timestamp() + ? * interval '1 millisecond'
            where shard in (select shard from outbox_shard
                            where lease_until < clock_timestamp()
                            order by random() limit ? for update skip locked)
            returning shard, epoch
            """;

    // language=PostgreSQL
    private static final String RENEW = """
            update outbox_shard set lease_until = clock_timestamp() + ? * interval '1 millisecond'
            where shard = ? and owner = ? and epoch = ?
            """;

    // language=PostgreSQL
    private static final String RELEASE =
            "update outbox_shard set owner = '', lease_until = '-infinity' where shard = ? and owner = ? and epoch = ?";

    private final DataSource dataSource;
    private final String replica;
    private final Duration leaseTime;

    ShardLeases(DataSource dataSource, String replica, Duration leaseTime) {
        this.dataSource = dataSource;
        this.replica = replica;
        this.leaseTime = leaseTime;
    }

    /** Says that this replica is alive and returns how many shards are its share among all that are. */
    int heartbeat() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement beat = connection.prepareStatement(HEARTBEAT);
                PreparedStatement forget = connection.prepareStatement(FORGET_THE_DEAD);
                PreparedStatement rank = connection.prepareStatement(RANK)) {
            beat.setString(1, replica);
            beat.setLong(2, leaseTime.toMillis());
            beat.executeUpdate();
            forget.executeUpdate();
            rank.setString(1, replica);
            try (ResultSet row = rank.executeQuery()) {
                row.next();
                return share(row.getInt(1), row.getInt(2));
            }
        }
    }

    /** Divides the shards: everybody gets the same number, the first in the order of names one more if it is uneven. */
    static int share(int replicas, int rank) {
        return OrderKey.SHARDS / replicas + (rank < OrderKey.SHARDS % replicas ? 1 : 0);
    }

    /** Takes over at most the given number of shards that nobody owns. */
    List<ShardLease> acquire(int atMost) throws SQLException {
        long askedAt = System.nanoTime();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement acquire = connection.prepareStatement(ACQUIRE)) {
            acquire.setString(1, replica);
            acquire.setLong(2, leaseTime.toMillis());
            acquire.setInt(3, atMost);
            try (ResultSet rows = acquire.executeQuery()) {
                List<ShardLease> leases = new ArrayList<>();
                while (rows.next()) {
                    leases.add(new ShardLease(rows.getInt(1), replica, rows.getLong(2), askedAt, leaseTime));
                }
                return leases;
            }
        }
    }

    /** Renews the lease, or marks it as lost if somebody else has taken the shard. */
    Renewal renew(ShardLease lease) throws SQLException {
        long askedAt = System.nanoTime();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement renew = connection.prepareStatement(RENEW)) {
            renew.setLong(1, leaseTime.toMillis());
            renew.setInt(2, lease.shard());
            renew.setString(3, lease.owner());
            renew.setLong(4, lease.epoch());
            if (renew.executeUpdate() == 0) {
                lease.lost();
                return Renewal.LOST;
            }
            lease.renewed(askedAt, leaseTime);
            return Renewal.RENEWED;
        }
    }

    void release(ShardLease lease) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement release = connection.prepareStatement(RELEASE)) {
            release.setInt(1, lease.shard());
            release.setString(2, lease.owner());
            release.setLong(3, lease.epoch());
            release.executeUpdate();
        }
    }

    /** Says that this replica is gone, so that the others take its share at once. */
    void leave() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement leave = connection.prepareStatement("delete from outbox_replica where replica = ?")) {
            leave.setString(1, replica);
            leave.executeUpdate();
        }
    }

    enum Renewal {
        RENEWED,
        LOST
    }
}
