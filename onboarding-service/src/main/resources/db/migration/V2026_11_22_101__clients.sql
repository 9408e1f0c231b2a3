-- One row per client of the platform; every change of its state happens under this row's lock.
create table client (
  id                    bigint generated always as identity primary key,
  environment           text        not null check (environment in ('test', 'production')),
  external_tenant_id    text        not null,
  state                 text        not null check (state in ('NEW', 'ONBOARDING', 'READY', 'RESIGN_REQUIRED', 'LINK_PENDING',
                                                              'DECLINED', 'EXPIRED', 'BLOCKED', 'ARCHIVED')),
  creditor_id           text,
  attribution           text        not null check (attribution in ('UNDECIDED', 'ALL_CASES', 'OWN_SUBMISSIONS')),
  kyc_status            text        not null check (kyc_status in ('NOT_REPORTED', 'NOT_REQUIRED', 'PENDING', 'VERIFIED')),
  linked_at             timestamptz,
  page_url              text,
  return_url            text,
  -- the latest request that was answered or refused, and why it was refused
  onboarding_request_id text,
  refusals              jsonb       not null default '[]',
  correlation_id        text        not null,
  -- the number of the last published snapshot
  version               bigint      not null default 0,
  -- the newest link webhook by Debitura's own timestamp
  link_signal           text        not null default 'NONE' check (link_signal in ('NONE', 'REQUESTED', 'DECLINED', 'EXPIRED')),
  link_signal_at        timestamptz,
  -- one call to Debitura at a time: the lease runs on the database's clock, due times on the application's
  attempt               bigint      not null default 0,
  lease_until           timestamptz,
  failures              integer     not null default 0,
  request_due_at        timestamptz,
  refresh_wanted        bigint      not null default 0,
  refresh_done          bigint      not null default 0,
  refresh_due_at        timestamptz,
  created_at            timestamptz not null,
  updated_at            timestamptz not null,
  -- serves Client.createIfMissing, Client.findAndLock and Client.findByTenant
  constraint client_by_tenant unique (environment, external_tenant_id)
);

-- serves Client.claimForRequest
create index client_request_due on client (environment, request_due_at) where request_due_at is not null;

-- serves Client.claimForRefresh
create index client_refresh_due on client (environment, refresh_due_at) where refresh_due_at is not null;

-- What the platform asked for, byte for byte. The bytes hold personal data and go once the request is settled.
create table onboarding_request (
  id                    bigint generated always as identity primary key,
  environment           text        not null check (environment in ('test', 'production')),
  onboarding_request_id text        not null,
  client_id             bigint      not null references client (id),
  content_hash          text        not null,
  request               bytea,
  state                 text        not null check (state in ('WAITING', 'ANSWERED', 'REFUSED')),
  sends                 integer     not null default 0,
  correlation_id        text        not null,
  accepted_at           timestamptz not null,
  settled_at            timestamptz,
  check ((state = 'WAITING') = (request is not null)),
  check ((state = 'WAITING') = (settled_at is null)),
  -- serves OnboardingOrder.acceptIfNew and OnboardingOrder.byRequestId
  constraint onboarding_request_by_id unique (environment, onboarding_request_id)
);

-- serves OnboardingOrder.oldestWaiting
create index onboarding_request_waiting on onboarding_request (client_id, id) where state = 'WAITING';

-- A page the platform must put before its user. At most one is open per client and kind.
create table required_action (
  action_id          uuid        primary key,
  environment        text        not null check (environment in ('test', 'production')),
  external_tenant_id text        not null,
  kind               text        not null,
  url                text        not null,
  state              text        not null check (state in ('OPEN', 'DONE')),
  version            bigint      not null,
  correlation_id     text        not null,
  updated_at         timestamptz not null
);

-- serves OpenAction.ofClient, and holds the rule
create unique index required_action_open on required_action (environment, external_tenant_id, kind) where state = 'OPEN';
