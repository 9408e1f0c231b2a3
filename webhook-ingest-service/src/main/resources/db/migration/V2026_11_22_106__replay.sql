-- Events that an operator has published once more.
create table replay (
    id           uuid        primary key,
    number       bigint      generated always as identity,
    environment  text        not null check (environment in ('test', 'production')),
    requested_by text        not null,
    reason       text        not null,
    filter       jsonb       not null,
    state        text        not null check (state in ('running', 'cancelled', 'done')),
    total        bigint      not null,
    published    bigint      not null default 0,
    cursor_day   date,
    cursor_id    bigint,
    requested_at timestamptz not null default clock_timestamp(),
    turn_at      timestamptz not null default clock_timestamp(),
    ended_at     timestamptz,
    check ((cursor_day is null) = (cursor_id is null)),
    check ((state = 'running') = (ended_at is null))
);

comment on column replay.total is 'events that fitted when the replay was asked for';
comment on column replay.published is 'events handed to the outbox so far, in the transactions that moved the cursor';
comment on column replay.cursor_id is 'the journal''s order up to here has been dealt with';
comment on column replay.turn_at is 'of several that run, the one whose last turn is longest ago goes on';

-- serves: Replays.LIST
create unique index replay_by_number on replay (number);
-- serves: Replays.CLAIM
create index replay_running on replay (turn_at) where state = 'running';
