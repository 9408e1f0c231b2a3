-- When Debitura made the newest link request; null for clients that need none and those asked before this was kept.
alter table client add column link_asked_at timestamptz;
