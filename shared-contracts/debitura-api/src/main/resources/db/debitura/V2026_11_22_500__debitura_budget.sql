-- What this service may still call at Debitura, shared by its replicas; one row per environment.
create table debitura_budget (
    environment  text primary key,
    -- The token bucket, written by Bucket4j.
    state        bytea,
    -- An operator's share in percent, instead of the configured one; null means as configured.
    share        integer check (share between 1 and 100),
    -- Nothing is called before this time: Debitura said so.
    paused_until timestamptz,
    -- Half the rate until this time.
    slowed_until timestamptz
);
