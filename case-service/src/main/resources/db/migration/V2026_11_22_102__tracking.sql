-- One row per case at Debitura that we have heard of: how often a look was wanted, how often it was taken.
create table tracked_case (
    case_id            uuid        not null primary key,
    environment        text        not null,
    external_tenant_id text,
    collection_id      text,
    correlation_id     text        not null,
    refresh_wanted     bigint      not null,
    refresh_done       bigint      not null,
    attempt            integer     not null default 0,
    failures           integer     not null default 0,
    due_at             timestamptz not null,
    lease_until        timestamptz,
    next_look_at       timestamptz
);

-- serves TrackedCases.claim: cases with an unanswered wish
create index tracked_case_due on tracked_case (due_at) where refresh_wanted > refresh_done;
-- serves TrackedCases.wantOverdueLooks: open cases whose last look is long ago
create index tracked_case_next_look on tracked_case (next_look_at) where next_look_at is not null;

-- A payment of a case, once per id. One that Debitura lists no more was reversed.
create table payment (
    payment_id    uuid           not null primary key,
    environment   text           not null,
    case_id       uuid           not null,
    amount        numeric(19, 4) not null,
    currency      text           not null,
    seen_at       timestamptz    not null,
    reversed_at   timestamptz
);

-- serves Payments.of: all payments of a case
create index payment_case on payment (case_id);
