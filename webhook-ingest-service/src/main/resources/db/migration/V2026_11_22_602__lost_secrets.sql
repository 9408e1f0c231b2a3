alter table webhook_subscription
    add column secret_lost_at    timestamptz,
    add column lost_secret_until timestamptz,
    add column refused_since     timestamptz;

comment on column webhook_subscription.secret_lost_at is 'since when Debitura may sign with a secret that nobody here knows, its answer being lost';
comment on column webhook_subscription.lost_secret_until is 'when it surely does not do so any more, since another secret is known';
comment on column webhook_subscription.refused_since is 'since when deliveries came and all of them were refused for their signature';
