-- One row per client: what onboarding-service last said about it, and the lease that lets only one submission of it be under way.
create table client_view (
    external_tenant_id     text        not null primary key,
    environment            text        not null,
    state                  text        not null,
    version                text,
    submission_lease_until timestamptz,
    submission_lease_holder text,
    updated_at             timestamptz not null
);

-- One row per claim. A case request has exactly one (unique case_request_id), a case at Debitura has exactly one (unique case_id).
create table claim (
    collection_id      text           not null primary key,
    environment        text           not null,
    mode               text           not null,
    origin             text           not null,
    external_tenant_id text           not null,
    case_request_id    text           unique,
    request_hash       text,
    creditor_reference text,
    amount             numeric(19, 4),
    currency           text,
    pending_contracts  text           not null,
    state              text           not null,
    correlation_id     text           not null,

    -- the submission: the exact bytes and the key are here before the first call
    submission_body    bytea,
    idempotency_key    text,
    attempt            integer        not null default 0,
    first_attempt_at   timestamptz,
    failures           integer        not null default 0,
    due_at             timestamptz    not null,
    lease_until        timestamptz,

    -- what Debitura's API last said
    case_id            uuid           unique,
    case_reference     text,
    lifecycle          text,
    close_code         text,
    remainder          numeric(19, 4),
    paid               numeric(19, 4),
    division_id        text,
    opened_at          timestamptz,
    closed_at          timestamptz,

    refusals           text           not null default '[]',
    version            bigint         not null default 0,
    published_hash     text,
    created_at         timestamptz    not null,
    updated_at         timestamptz    not null,
    check (case_id is not null or state not in ('PENDING_SIGNATURE', 'OPEN', 'CLOSED')),
    check (state <> 'IN_FLIGHT' or (lease_until is not null and submission_body is not null and idempotency_key is not null))
);

-- serves Claims.dueForSubmission: queued and uncertain submissions by due time
create index claim_due on claim (due_at) where state in ('QUEUED', 'UNCERTAIN');
-- serves Claims.dueForSubmission: submissions whose lease ran out
create index claim_in_flight on claim (lease_until) where state = 'IN_FLIGHT';
-- serves Claims.heldByClient: what a client's state holds back
create index claim_held on claim (external_tenant_id, due_at) where state in ('WAITING_FOR_CLIENT', 'BLOCKED');
-- serves Claims.overdue: what was held back for long enough to look again
create index claim_overdue on claim (state, due_at) where state in ('WAITING_FOR_CLIENT', 'BLOCKED');
-- serves Claims.lockCaselessByReference: whose case is this that Debitura shows us
create index claim_reference on claim (external_tenant_id, creditor_reference);

-- A cancellation that came before its request.
create table cancelled_request (
    case_request_id    text        not null primary key,
    environment        text        not null,
    external_tenant_id text        not null,
    correlation_id     text        not null,
    cancelled_at       timestamptz not null
);

-- What a user has to do before a case can move on.
create table required_action (
    action_id          text        not null primary key,
    environment        text        not null,
    collection_id      text        not null,
    external_tenant_id text        not null,
    kind               text        not null,
    url                text        not null,
    state              text        not null,
    version            bigint      not null,
    opened_at          timestamptz not null,
    closed_at          timestamptz
);

-- serves RequiredActions.openOf: the open actions of a case
create index required_action_open on required_action (collection_id) where state = 'OPEN';
