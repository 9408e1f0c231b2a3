-- The webhook subscriptions that this service keeps at Debitura; the intention is written down before Debitura is called.
create table webhook_subscription (
    name               text        collate "C" not null check (name ~ '^[a-z0-9-]{1,60}$'),
    environment        text        not null check (environment in ('test', 'production')),
    kind               text        not null check (kind in ('referral', 'creditor')),
    origin             text        not null check (origin in ('DECLARED', 'OPERATOR', 'CLIENT')),
    mode               text        not null check (mode in ('live', 'test')),
    external_tenant_id text,
    url                text        not null,
    asked_url          text,
    events             text[]      not null,
    state              text        not null,
    wanted_activity    text        not null check (wanted_activity in ('ON', 'OFF')),
    asked_activity     text        check (asked_activity in ('ON', 'OFF')),
    debitura_id        uuid,
    secret             text,
    previous_secret    text,
    previous_until     timestamptz,
    rotation_grace     bigint,
    accepted_until     timestamptz,
    missed_since       timestamptz,
    asked              bigint      not null,
    answered           bigint      not null,
    refused            bigint      not null default 0,
    due_at             timestamptz,
    attempt            bigint      not null,
    failures           integer     not null,
    lease_until        timestamptz,
    trouble            text,
    poll_due_at        timestamptz,
    polled_at          timestamptz,
    seen_activity      text        check (seen_activity in ('ON', 'OFF')),
    disabled_reason    text,
    on_since           timestamptz,
    good_at            timestamptz,
    drift              text,
    resumptions        integer     not null,
    resumed_at         timestamptz,
    created_at         timestamptz not null,
    changed_at         timestamptz not null,
    primary key (name),
    check ((kind = 'creditor') = (external_tenant_id is not null))
);

comment on column webhook_subscription.name is 'the last segment of its URL';
comment on column webhook_subscription.origin is 'DECLARED: by configuration, OPERATOR: by the API, CLIENT: for a client that is ready';
comment on column webhook_subscription.asked_url is 'the URL that Debitura is to be told, while it does not know it';
comment on column webhook_subscription.asked_activity is 'whether it is to be on, while Debitura does not know it; wanted once it does';
comment on column webhook_subscription.secret is 'v1.<key id>.<Base64 of nonce and AES-GCM ciphertext>; additional data is the name';
comment on column webhook_subscription.previous_until is 'until when signatures made with the previous secret are accepted';
comment on column webhook_subscription.rotation_grace is 'seconds that the present secret stays good after the rotation under way';
comment on column webhook_subscription.accepted_until is 'set once it is deleted: late deliveries are accepted until then';
comment on column webhook_subscription.missed_since is 'from when on events may have been missed, until somebody was told';
comment on column webhook_subscription.answered is 'up to which wish (asked) Debitura was told';
comment on column webhook_subscription.refused is 'the last wish (asked) that Debitura refused';
comment on column webhook_subscription.due_at is 'when Debitura is to be called about it, on the application''s clock';
comment on column webhook_subscription.lease_until is 'until when one replica calls about it, on the database''s clock';
comment on column webhook_subscription.trouble is 'why Debitura was not told yet, or refused; no texts of Debitura';
comment on column webhook_subscription.on_since is 'when it was seen to be switched on for the last time; silence before that was meant so';
comment on column webhook_subscription.good_at is 'when it was last seen switched on';
comment on column webhook_subscription.drift is 'what somebody else changed at Debitura';
comment on column webhook_subscription.changed_at is 'on the database''s clock; replicas read what changed';

-- serves: ManagedSubscription.CLAIM
create index webhook_subscription_due on webhook_subscription (kind desc, due_at) where due_at is not null;

-- serves: ManagedSubscription.CHANGED
create index webhook_subscription_by_change on webhook_subscription (changed_at);

-- serves: ManagedSubscription.NEXT_POLL, OF_PARTNER
create index webhook_subscription_poll_due on webhook_subscription (kind, poll_due_at);

-- serves: ManagedSubscription.OF_CLIENT, ClientStanding.UNSERVED; one subscription for each client and mode
create unique index webhook_subscription_by_client on webhook_subscription (external_tenant_id, mode)
    where external_tenant_id is not null;

-- Where clients stand, as onboarding-service's snapshots say it; kept even while no client gets a subscription.
create table client_standing (
    environment        text        not null check (environment in ('test', 'production')),
    external_tenant_id text        not null,
    state              text        not null,
    version_epoch      bigint      not null,
    version_number     bigint      not null,
    updated_at         timestamptz not null,
    primary key (environment, external_tenant_id)
);

-- serves: ClientStanding.UNSERVED, ClientStanding.LEFT
create index client_standing_by_state on client_standing (environment, state, external_tenant_id);

-- How many deliveries came in each ten minutes, and when the last one came.
create table subscription_activity (
    subscription text        not null,
    slice        timestamptz not null,
    deliveries   bigint      not null,
    -- serves: ActivityLog.ADD, ActivityLog.USUAL, ActivityLog.FIRST
    primary key (subscription, slice)
);

-- serves: ActivityLog.FORGET
create index subscription_activity_by_age on subscription_activity (slice);

create table subscription_silence (
    subscription text        primary key,
    last_at      timestamptz not null,
    silent_since timestamptz
);

comment on column subscription_silence.silent_since is 'set once it was noticed that nothing comes any more';
