-- serves Client.readNotReadyAgain
create index client_not_ready on client (environment) where state <> 'READY';

-- Requests from before this was kept were made at the last change at the latest.
update client set link_asked_at = updated_at where state = 'LINK_PENDING' and link_asked_at is null;
