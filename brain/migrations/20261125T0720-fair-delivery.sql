-- What many get at once waits behind what one person waits for: a password reset does not queue behind a broadcast.
alter table mails add column bulk boolean not null default false;
drop index mails_due;
create index mails_due on mails (bulk, due_at, id) where state = 'PENDING';

alter table notification_deliveries add column bulk boolean not null default false;
drop index notification_deliveries_push;
create index notification_deliveries_push on notification_deliveries (bulk, urgent desc, due_at, id)
  where state = 'PENDING' and channel = 'PUSH';

-- How many mails and push messages went out to a person in the hour that began then; what is more is gathered.
alter table notification_counters
  add column hour timestamptz,
  add column mails integer not null default 0,
  add column pushes integer not null default 0;

-- Due deliveries are looked for endpoint by endpoint, so that a long queue of one keeps nobody else waiting.
drop index webhook_deliveries_due;
create index webhook_deliveries_due on webhook_deliveries (endpoint_id, due_at, id) where state = 'PENDING';
create index webhook_deliveries_leased on webhook_deliveries (endpoint_id, lease) where lease is not null;
