-- A row either carries its record or says where the service that wrote it keeps the record.
alter table outbox add column reference text;

alter table outbox add check (reference is null
    or (record_key is null and value is null and cardinality(header_names) = 0));

comment on column outbox.reference is 'where the record is kept, in the words of the service that wrote the row; null: the row carries it';
