-- How many runs in a row could not be completed: the pause before the next grows with them.
alter table ledger_import add column failures integer not null default 0;
