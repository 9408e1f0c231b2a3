-- The calls of operators. A row is written before the call and completed after it, each in a transaction of its own.
create table audit (
    id          bigint generated always as identity primary key,
    actor       text        not null,
    action      text        not null,
    path        text        not null,
    reason      text        not null check (char_length(reason) between 3 and 500),
    environment text        not null check (environment in ('test', 'production')),
    begun_at    timestamptz not null default clock_timestamp(),
    ended_at    timestamptz,
    status      smallint,
    fault       text,
    check ((ended_at is null) = (status is null)),
    check (fault is null or status is not null)
);

comment on column audit.actor is 'name or subject of the token';
comment on column audit.status is 'HTTP status of the answer; none while the call is under way, and for ever if the service died during it';
comment on column audit.fault is 'type and place of the failure that ended the call; never its text';

-- serve: the calls of somebody, of a kind, of a time
create index audit_by_actor on audit (actor, id);
create index audit_by_action on audit (action, id);
create index audit_by_time on audit (begun_at);
