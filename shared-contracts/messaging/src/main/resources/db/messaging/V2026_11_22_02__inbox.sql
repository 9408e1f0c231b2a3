-- The events that have had their effect. A row is inserted by the transaction that has the effect.
create table inbox (
    topic       text        not null,
    source      text        not null,
    event_id    text        not null,
    replay_id   text        not null default '',
    environment text        not null check (environment in ('test', 'production')),
    received_at timestamptz not null default clock_timestamp(),
    primary key (topic, source, event_id, replay_id)
);

comment on column inbox.replay_id is 'empty for the first delivery; a replay carries its own id, so that it runs again';

-- serves: the retention job
create index inbox_by_age on inbox (received_at);
