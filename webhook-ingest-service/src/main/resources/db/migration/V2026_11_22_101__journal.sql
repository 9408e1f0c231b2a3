-- Counts what is received, over all days.
create sequence journal_number as bigint;

-- The events that were accepted: decides whether a delivery is the first one of its event.
create table received_event (
    event_id          text        not null,
    source            text        not null,
    environment       text        not null check (environment in ('test', 'production')),
    body_hash         bytea       not null,
    first_received_at timestamptz not null,
    last_received_at  timestamptz not null,
    times             integer     not null,
    number            bigint      not null,
    -- serves: ReceivedEvents.COUNT; the id first, for ids differ early and sources do not
    primary key (event_id, source)
);

comment on column received_event.body_hash is 'SHA-256 of the first delivery''s body; a redelivery should be the same bytes';
comment on column received_event.times is 'deliveries accepted so far, the first one included';
comment on column received_event.number is 'journal.id; the day there is that of first_received_at in UTC';

-- serves: JournalPartitions.FORGET_EVENTS; rows lie in the order of their time, and a block range index costs the
-- receiver next to nothing
create index received_event_by_age on received_event using brin (last_received_at);

-- What was received, as it was received; one partition per UTC day of receipt.
create table journal (
    id                 bigint      not null,
    received_on        date        not null,
    received_at        timestamptz not null,
    environment        text        not null check (environment in ('test', 'production')),
    mode               text        not null check (mode in ('live', 'test')),
    subscription       text        not null,
    source             text        not null,
    event_id           text        not null,
    event_type         text        not null,
    event_name         text,
    purpose            text        not null check (purpose in ('event', 'test')),
    origin             text        not null check (origin in ('sent', 'replayed')),
    topic              text        not null,
    record_key         text        not null,
    external_tenant_id text,
    case_id            text,
    case_reference     text,
    occurred_at        timestamptz,
    correlation_id     text        not null,
    headers            json        not null,
    body               bytea       not null,
    -- serves: JournalRecords.FIND
    primary key (received_on, id)
) partition by range (received_on);

comment on column journal.id is 'from journal_number, in the order of receipt as far as one replica can know';
comment on column journal.event_id is 'the envelope''s id, else an id derived from the body''s bytes';
comment on column journal.event_type is 'the record''s ce_type';
comment on column journal.purpose is 'test: marked X-Debitura-Test, never published';
comment on column journal.topic is 'where the event goes, or would go if it were not a test';

-- Bodies are small, and compressing them would cost the receiver more than the disk is worth for 30 days.
alter table journal alter column body set storage external;

-- Takes what no other partition takes, so that a missing partition never costs a delivery.
create table journal_default partition of journal default;
