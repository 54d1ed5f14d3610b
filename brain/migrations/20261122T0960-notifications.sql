-- One row a person. Whoever changes a person's notifications locks it first, so seq has no gaps, follows the order of
-- commits, and the unread count is always right.
create table notification_counters (
  user_id uuid primary key,
  last_seq integer not null default 0,
  unread integer not null default 0 check (unread >= 0)
);

create table notifications (
  user_id uuid not null,
  seq integer not null,
  id uuid not null,
  type text not null,
  title text not null,
  text text not null,
  priority text not null check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
  link text,
  payload jsonb not null default '{}',
  created_at timestamptz not null,
  read_at timestamptz,
  -- A deleted notification keeps its place in the sequence; its content is gone.
  deleted_at timestamptz,
  primary key (user_id, seq),
  unique (user_id, id)
);
create index notifications_unread on notifications (user_id, seq) where read_at is null and deleted_at is null;

-- What a person has been told of, by whatever channel: the same cause is told once.
create table notification_causes (
  user_id uuid not null,
  key text not null,
  created_at timestamptz not null,
  primary key (user_id, key)
);

create table notification_settings (
  user_id uuid primary key,
  email_enabled boolean not null,
  -- Wall time in the person's time zone, HH:MM; both or neither.
  quiet_from text check (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  quiet_to text check (quiet_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  check ((quiet_from is null) = (quiet_to is null))
);

-- Only what differs from the defaults of the type.
create table notification_preferences (
  user_id uuid not null,
  type text not null,
  in_app boolean not null,
  email boolean not null,
  primary key (user_id, type)
);
