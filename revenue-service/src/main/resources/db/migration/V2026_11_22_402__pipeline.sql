-- The newest snapshot of each live case, as case-service tells it.
create table pipeline_case (
    collection_id      text primary key,
    environment        text not null,
    version_epoch      bigint not null,
    version_number     bigint not null,
    external_tenant_id text not null,
    case_id            text,
    state              text not null,
    lifecycle          text,
    close_code         text,
    currency           text,
    claim              numeric,
    remainder          numeric,
    paid               numeric,
    correlation_id     text,
    updated_at         timestamptz not null
);
-- Serves GET /v1/revenue/pipeline: cases by state and currency.
create index pipeline_case_by_state on pipeline_case (environment, state, currency);
