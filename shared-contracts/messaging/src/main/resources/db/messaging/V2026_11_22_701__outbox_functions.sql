alter table outbox add column bytes integer not null default 0;

comment on column outbox.bytes is 'how large the value is; no more of them are read at once than fit into memory';

update outbox set bytes = octet_length(value) where value is not null;

-- A row that refers to its record has none of it.
alter table outbox
    alter column header_names set default '{}',
    alter column header_values set default '{}';

-- The next rows of a shard that may be sent, in order, bounded in number and in bytes. A row is eligible only if no row
-- of its key was left behind: a key's earlier row may have been committed after the reader had passed its number.
--
-- A function for the sake of its settings: what is known of a table that is mostly empty is that it is empty, and a
-- plan made for that reads the whole table, dead rows included, for every batch. Indexes: primary key,
-- outbox_by_order_key, outbox_parked.
create function outbox_next(of_shard smallint, passed bigint, resting bigint[], most_rows integer, most_bytes integer)
returns setof outbox
language plpgsql stable
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
declare
    candidate outbox;
    bytes_left integer := most_bytes;
begin
    for candidate in
        select o.*
        from outbox o
        where o.shard = of_shard
          and o.id > passed
          and o.parked_at is null
          and o.order_key <> all (resting)
          and not exists (select from outbox earlier
                          where earlier.order_key = o.order_key and earlier.shard = of_shard and earlier.id <= passed)
          and not exists (select from outbox stuck
                          where stuck.order_key = o.order_key and stuck.shard = of_shard
                            and stuck.id < o.id and stuck.parked_at is not null)
        order by o.id
        limit most_rows
    loop
        return next candidate;
        bytes_left := bytes_left - candidate.bytes;
        exit when bytes_left <= 0;
    end loop;
end
$$;

-- Removes what Kafka has acknowledged, if the lease still holds. Nobody waits until this is on the disk: if the database
-- crashes before, the records are sent once more. Index: primary key.
create function outbox_forget(of_shard smallint, sent bigint[], by_owner text, in_epoch bigint)
returns void
language plpgsql
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
begin
    perform set_config('synchronous_commit', 'off', true);
    delete from outbox o
    where o.shard = of_shard and o.id = any (sent)
      and exists (select from outbox_shard s where s.shard = of_shard and s.owner = by_owner and s.epoch = in_epoch);
end
$$;
