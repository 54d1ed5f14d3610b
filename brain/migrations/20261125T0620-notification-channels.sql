-- A snoozed notification is out of the list until then; it comes back under a new seq, so that whoever follows sees it.
alter table notifications add column expires_at timestamptz, add column snoozed_until timestamptz;
-- What a person looks for in a list of any length is found without walking over the rest.
create index notifications_type on notifications (user_id, type, seq) where deleted_at is null;
create index notifications_expiry on notifications (expires_at) where expires_at is not null and deleted_at is null;
create index notifications_snoozed on notifications (snoozed_until) where snoozed_until is not null;
create index notifications_snoozed_of on notifications (user_id, seq) where snoozed_until is not null;
create index notifications_age on notifications (created_at);

-- "Mark all read" moves this mark: it costs the same for ten notifications and for a million. The rows follow later.
alter table notification_counters
  add column read_through integer not null default 0,
  add column read_through_at timestamptz;
create index notification_counters_unsettled on notification_counters (user_id) where read_through_at is not null;
create index notification_causes_age on notification_causes (created_at);

alter table notification_settings
  add column push_enabled boolean not null default true,
  -- Whether push messages may carry the text; without it they carry the title alone.
  add column push_text boolean not null default false,
  -- Hour of the day in the person's time zone; null sends each mail by itself.
  add column digest_hour integer check (digest_hour between 0 and 23),
  add column paused_until timestamptz;

alter table notification_preferences add column push boolean;

-- The key pair that push services know this installation by, made once; the private half is sealed.
create table push_keys (
  id integer primary key check (id = 1),
  public_key text not null,
  private_key bytea not null,
  created_at timestamptz not null
);

create table push_devices (
  id uuid primary key,
  user_id uuid not null,
  -- The session that registered it; when that ends, so does the push.
  session_id uuid,
  name text not null,
  endpoint text not null unique,
  p256dh text not null,
  -- Sealed: whoever knows it can read what is sent to the device.
  auth bytea not null,
  created_at timestamptz not null,
  last_sent_at timestamptz
);
create index push_devices_user on push_devices (user_id, id);
create index push_devices_session on push_devices (session_id);

-- One row a notification, channel and target: the machine of section 20.14. A second row for the same cannot be made.
create table notification_deliveries (
  id uuid primary key,
  user_id uuid not null,
  notification_id uuid not null,
  channel text not null check (channel in ('EMAIL', 'PUSH')),
  -- The device of a push message; the person of a mail.
  target uuid not null,
  state text not null check (state in ('PENDING', 'SENT', 'FAILED')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  lease timestamptz,
  -- The mail that carries it; null while a digest still gathers.
  mail_id uuid,
  -- What a push message says; emptied when it is sent or given up.
  payload jsonb not null default '{}',
  urgent boolean not null default false,
  last_error text,
  created_at timestamptz not null,
  settled_at timestamptz,
  unique (notification_id, channel, target)
);
create index notification_deliveries_push on notification_deliveries (due_at, id) where state = 'PENDING' and channel = 'PUSH';
create index notification_deliveries_mail on notification_deliveries (mail_id) where state = 'PENDING' and mail_id is not null;
create index notification_deliveries_user on notification_deliveries (user_id);
create index notification_deliveries_age on notification_deliveries (created_at);

-- What the next digest of a person gathers; emptied in the transaction that queues the mail.
create table notification_digests (
  user_id uuid not null,
  notification_id uuid not null,
  type text not null,
  title text not null,
  text text not null,
  link text,
  created_at timestamptz not null,
  due_at timestamptz not null,
  primary key (user_id, notification_id)
);
create index notification_digests_due on notification_digests (due_at);

create table webhook_endpoints (
  id uuid primary key,
  user_id uuid not null,
  url text not null,
  description text not null,
  -- Empty means every type.
  types text[] not null,
  secret bytea not null,
  -- After a rotation both secrets sign until then.
  old_secret bytea,
  old_secret_until timestamptz,
  enabled boolean not null,
  disabled_reason text,
  -- Since when nothing has arrived; null while deliveries arrive.
  failing_since timestamptz,
  version integer not null default 1,
  created_at timestamptz not null
);
create index webhook_endpoints_user on webhook_endpoints (user_id, id);

create table webhook_deliveries (
  -- Also the webhook-id of every attempt, so that a receiver knows a repetition.
  id uuid primary key,
  endpoint_id uuid not null references webhook_endpoints (id) on delete cascade,
  notification_id uuid not null,
  type text not null,
  body text not null,
  state text not null check (state in ('PENDING', 'SENT', 'FAILED')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  lease timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz,
  unique (endpoint_id, notification_id)
);
create index webhook_deliveries_due on webhook_deliveries (due_at, id) where state = 'PENDING';
create index webhook_deliveries_endpoint on webhook_deliveries (endpoint_id, id desc);
create index webhook_deliveries_age on webhook_deliveries (created_at);

create table webhook_attempts (
  id uuid primary key,
  delivery_id uuid not null references webhook_deliveries (id) on delete cascade,
  at timestamptz not null,
  took_ms integer not null,
  -- What the receiver answered; null when nothing answered.
  status integer,
  answer text not null,
  error text
);
create index webhook_attempts_delivery on webhook_attempts (delivery_id, id);

create table notification_templates (
  code text not null,
  language text not null,
  version integer not null,
  name text not null,
  title text not null,
  text text not null,
  link text,
  created_by uuid,
  created_at timestamptz not null,
  primary key (code, language, version)
);

create table notification_broadcasts (
  id uuid primary key,
  created_by uuid not null,
  kind text not null check (kind in ('MAINTENANCE', 'MARKETING')),
  audience jsonb not null,
  content jsonb not null,
  state text not null check (state in ('SENDING', 'DONE', 'CANCELLED')),
  total integer not null,
  told integer not null default 0,
  skipped integer not null default 0,
  -- The last person that was told; the work goes on behind them.
  position uuid,
  job_id uuid,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index notification_broadcasts_list on notification_broadcasts (id desc);
create index notification_broadcasts_open on notification_broadcasts (id) where state = 'SENDING';
