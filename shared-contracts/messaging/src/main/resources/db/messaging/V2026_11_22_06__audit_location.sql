-- What a call made, so that the trail leads to it.
alter table audit add column location text;

alter table audit add check (location is null or status is not null);

comment on column audit.location is 'path of what the call made; null where it made nothing';

-- serves: the retention of ended replays
create index dead_letter_replay_ended on dead_letter_replay (ended_at) where state <> 'running';
