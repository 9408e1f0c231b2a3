-- The records that this service's consumer group could not use. A row is written with the outbox row that takes the
-- record to the dead-letter topic; the replay's effect and the row's new state are one transaction, too.
create table dead_letter (
    id              bigint generated always as identity primary key,
    topic           text        not null,
    partition       int         not null,
    record_offset   bigint      not null,
    consumer_group  text        not null,
    record_key      bytea,
    header_names    bytea[]     not null,
    header_values   bytea[]     not null,
    value           bytea,
    value_bytes     int         not null,
    event_id        text        not null,
    event_type      text,
    environment     text        not null check (environment in ('test', 'production')),
    code            text        not null,
    pointers        text[]      not null,
    record_time     timestamptz not null,
    kept_at         timestamptz not null default clock_timestamp(),
    state           text        not null default 'waiting' check (state in ('waiting', 'replayed', 'discarded')),
    attempts        int         not null default 0,
    last_attempt_at timestamptz,
    decided_by      text,
    decided_reason  text,
    decided_at      timestamptz,
    -- a record that is seen again is the same dead letter; the time tells a topic from one that was made anew
    unique (topic, partition, record_offset, record_time),
    check (cardinality(header_names) = cardinality(header_values)),
    check ((state = 'waiting') = (decided_at is null)),
    check (state = 'waiting' or (record_key is null and value is null and cardinality(header_names) = 0))
);

comment on column dead_letter.header_names is 'UTF-8; bytes, because a header name may hold what text cannot';
comment on column dead_letter.code is 'what the newest try found wrong';
comment on column dead_letter.value is 'key, headers and value may hold personal data: they go when somebody has decided';

-- serves: the next letter of a replay, the waiting ones of each topic
create index dead_letter_waiting on dead_letter (topic, partition, record_offset, id) where state = 'waiting';
-- serves: the retention job
create index dead_letter_by_age on dead_letter (kept_at);

-- Replays of many dead letters, one letter after the other in the order of topic, partition and offset.
create table dead_letter_replay (
    id                bigint generated always as identity primary key,
    topic             text,
    code              text,
    event_type        text,
    kept_from         timestamptz,
    kept_to           timestamptz,
    newest_id         bigint      not null,
    asked_by          text        not null,
    reason            text        not null,
    asked_at          timestamptz not null default clock_timestamp(),
    state             text        not null default 'running' check (state in ('running', 'done', 'cancelled')),
    ended_at          timestamptz,
    letters           bigint      not null,
    replayed          bigint      not null default 0,
    unusable          bigint      not null default 0,
    reached_topic     text        not null default '',
    reached_partition int         not null default -1,
    reached_offset    bigint      not null default -1,
    reached_id        bigint      not null default 0,
    failures          int         not null default 0,
    fault             text,
    check ((state = 'running') = (ended_at is null))
);

comment on column dead_letter_replay.newest_id is 'letters that came later are not meant';
comment on column dead_letter_replay.letters is 'how many waited when the replay was asked for';
comment on column dead_letter_replay.failures is 'how often in a row the letter after the reached one met with trouble';

-- serves: the replay that is to go on
create index dead_letter_replay_running on dead_letter_replay (id) where state = 'running';
