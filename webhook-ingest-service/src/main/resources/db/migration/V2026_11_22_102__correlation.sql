-- What first caused a client or a case to be known, as the owning service's snapshots say it.
create table correlation (
    environment    text        not null check (environment in ('test', 'production')),
    subject_kind   text        not null check (subject_kind in ('client', 'case')),
    subject        text        not null,
    correlation_id text        not null,
    version_epoch  bigint      not null,
    version_number bigint      not null,
    updated_at     timestamptz not null,
    -- serves: Correlation.FIND, Correlation.REMEMBER
    primary key (environment, subject_kind, subject)
);
