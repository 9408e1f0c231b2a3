alter table journal add column discarded_at timestamptz;

comment on column journal.discarded_at is 'when an operator gave up the record of its first publication, which never reached Kafka; the audit says who';
