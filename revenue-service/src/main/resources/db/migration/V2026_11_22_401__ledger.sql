-- One row per payment that earns (or may earn) a referral fee, kept in place under Debitura's transactionId.
create table ledger_transaction (
    transaction_id             text primary key,
    environment                text not null,
    collection_date            timestamptz,
    external_tenant_id         text not null,
    creditor_id                text,
    company_name               text,
    case_id                    text,
    case_reference             text,
    original_amount            numeric,
    original_currency          text,
    payment_amount             numeric,
    payment_currency           text,
    payment_date               timestamptz,
    earnings_currency          text,
    debitura_revenue           numeric,
    debitura_revenue_usd       numeric,
    referral_fee_percentage    numeric,
    referral_fee_amount        numeric,
    referral_fee_usd           numeric not null,
    is_estimate                boolean not null,
    is_recognized              boolean not null,
    recognized_usd             numeric,
    commission_payment_status  text,
    platform_invoicing_status  text,
    referral_invoicing_status  text,
    stage                      text not null,
    fingerprint                text not null,
    sweep                      bigint not null,
    vanished_at                timestamptz,
    imported_at                timestamptz not null,
    changed_at                 timestamptz not null
);

-- Serves the paged list of GET /v1/revenue/transactions, newest first.
create index ledger_transaction_by_date on ledger_transaction (environment, collection_date desc, transaction_id)
    where vanished_at is null;
-- Serves the same list for one client.
create index ledger_transaction_by_tenant
    on ledger_transaction (environment, external_tenant_id, collection_date desc, transaction_id) where vanished_at is null;
-- Serves the end of a sweep: rows that Debitura no longer reports.
create index ledger_transaction_by_sweep on ledger_transaction (environment, sweep) where vanished_at is null;

-- What became of a row, except the daily drift of estimates. Append-only.
create table ledger_change (
    id                    bigint generated always as identity primary key,
    environment           text not null,
    transaction_id        text not null,
    changed_at            timestamptz not null,
    from_stage            text,
    to_stage              text not null,
    from_referral_fee_usd numeric,
    to_referral_fee_usd   numeric not null,
    cause                 text not null
);
-- Serves the history of one transaction.
create index ledger_change_by_transaction on ledger_change (transaction_id, id);

-- The figures, kept in the transaction that changes a row, so that a dashboard never scans the ledger.
create table revenue_total (
    environment        text not null,
    external_tenant_id text not null,
    stage              text not null,
    transactions       bigint not null,
    referral_fee_usd   numeric not null,
    primary key (environment, external_tenant_id, stage)
);

-- One row per environment: what the importer owes and when it last had the whole truth.
create table ledger_import (
    environment      text primary key,
    wanted           bigint not null,
    served           bigint not null,
    attempt          bigint not null,
    lease_until      timestamptz,
    next_due         timestamptz not null,
    sweep            bigint not null,
    complete_as_of   timestamptz,
    correlation_id   text
);

-- A difference between our figures and what somebody else says, until it is gone.
create table finding (
    id          bigint generated always as identity primary key,
    environment text not null,
    kind        text not null,
    stage       text not null,
    ours        text not null,
    theirs      text not null,
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    resolved_at timestamptz
);
-- At most one open finding per kind and stage; serves its look-up.
create unique index finding_open on finding (environment, kind, stage) where resolved_at is null;
