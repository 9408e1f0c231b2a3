-- The statuses as Debitura spelled them: when it adds one, this tells what UNKNOWN was.
alter table ledger_transaction add column commission_payment_text text;
alter table ledger_transaction add column platform_invoicing_text text;
alter table ledger_transaction add column referral_invoicing_text text;

-- Serves the detail of the finding about transactions that no documented bucket takes.
create index ledger_transaction_unclassified on ledger_transaction (environment)
    where stage = 'UNCLASSIFIED' and vanished_at is null;

-- What helps to find the reason of a finding.
alter table finding add column detail text;
