-- Who brings a claim to Debitura first; what onboarding-service carried was marked by an attempt at the beginning of time.
alter table claim
    add column carried_by text not null default 'CASE_SERVICE' check (carried_by in ('CASE_SERVICE', 'ONBOARDING'));

update claim set carried_by = 'ONBOARDING', first_attempt_at = null where first_attempt_at = 'epoch';
