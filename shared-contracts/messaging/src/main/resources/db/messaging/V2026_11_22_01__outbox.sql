-- Records on their way to Kafka. A row is inserted by the transaction that changes the aggregate and is deleted
-- once the broker has acknowledged it.
create table outbox (
    id            bigint generated always as identity,
    shard         smallint    not null check (shard between 0 and 7),
    order_key     bigint      not null,
    topic         text        not null,
    record_key    bytea,
    header_names  bytea[]     not null,
    header_values bytea[]     not null,
    value         bytea,
    ce_id         text        not null,
    environment   text        not null check (environment in ('test', 'production')),
    created_at    timestamptz not null default now(),
    parked_at     timestamptz,
    parked_code   text,
    primary key (shard, id),
    check (cardinality(header_names) = cardinality(header_values)),
    check ((parked_at is null) = (parked_code is null))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

comment on column outbox.order_key is 'hash of topic and record key; rows of one order key leave in the order of their id';
comment on column outbox.header_names is 'UTF-8; bytes, because a header name may hold what text cannot';
comment on column outbox.parked_code is 'why the broker can never take this record; an operator releases or discards it';

-- serves: is there an earlier row of the same order key. Not the id as well: what is known of a table that is mostly
-- empty misleads, and the index would be read from end to end where the primary key is meant
create index outbox_by_order_key on outbox (order_key);
-- serves: the parked rows an operator looks at, and the keys they block
create index outbox_parked on outbox (order_key, id) where parked_at is not null;

-- Who may send which shard. The epoch grows with every owner, so that a former owner is recognised.
create table outbox_shard (
    shard       smallint    primary key check (shard between 0 and 7),
    owner       text        not null,
    epoch       bigint      not null,
    lease_until timestamptz not null
);

insert into outbox_shard (shard, owner, epoch, lease_until)
select shard, '', 0, '-infinity'
from generate_series(0, 7) as shard;

-- The replicas that are alive, so that each can work out its share of the shards.
create table outbox_replica (
    replica    text        primary key,
    seen_until timestamptz not null
);
