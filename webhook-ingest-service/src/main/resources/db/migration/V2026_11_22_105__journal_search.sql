-- serves: JournalSearch, tenant
create index journal_by_tenant on journal (external_tenant_id, id) where external_tenant_id is not null;

-- serves: JournalSearch, caseId
create index journal_by_case on journal (case_id, id) where case_id is not null;

-- serves: EventCounts.COUNT; rows lie in the order of their time, and a block range index costs the receiver next to
-- nothing
create index journal_by_time on journal using brin (received_at);

-- How many events came in each hour that is long enough over, so that nobody counts the journal's rows again.
create table event_count (
    hour         timestamptz not null,
    subscription text        not null,
    event_type   text        not null,
    mode         text        not null check (mode in ('live', 'test')),
    purpose      text        not null check (purpose in ('event', 'test')),
    environment  text        not null check (environment in ('test', 'production')),
    events       bigint      not null,
    deliveries   bigint      not null,
    -- serves: EventCounts.COUNTED, EventCounts.FORGET
    primary key (hour, subscription, event_type, mode, purpose, environment)
);

comment on column event_count.deliveries is 'of these events, the repetitions included that came until the hour was counted';

-- Up to where event_count is complete; one row.
create table event_count_progress (
    only_row boolean     primary key default true check (only_row),
    until    timestamptz not null
);

insert into event_count_progress (until)
select date_trunc('hour', coalesce(min(received_at), now() - interval '3 hours'), 'UTC') from journal;
