alter table received_event add column mode text check (mode in ('live', 'test'));

-- Served by the journal's primary keys. Only live subscriptions were in use before.
update received_event known
set mode = coalesce((select kept.mode from journal kept
                     where kept.received_on = (known.first_received_at at time zone 'UTC')::date
                       and kept.id = known.number), 'live');

alter table received_event alter column mode set not null;

-- Partitions are not vacuumed for their inserts, which is what would summarise their block ranges.
drop index journal_by_time;
-- serves: EventCounts.COUNT; rows lie in the order of their time, and a block range index costs the receiver next to
-- nothing
create index journal_by_time on journal using brin (received_at) with (autosummarize = on);
