-- Reactions that still have to run: one row a subscriber, written in the transaction of the change.
create table outbox (
  id uuid primary key,
  subscriber text not null,
  event jsonb not null,
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  last_error text
);
create index outbox_due on outbox (due_at, id) where subscriber <> 'event-log';
create index outbox_log on outbox (id) where subscriber = 'event-log';

create table dead_letters (
  id uuid primary key,
  subscriber text not null,
  event jsonb not null,
  attempts integer not null,
  last_error text not null,
  failed_at timestamptz not null default now()
);

-- Appended by one writer at a time, so that seq follows the order of commits and readers never miss a row.
create table event_log (
  seq bigint primary key,
  id uuid not null unique,
  at timestamptz not null,
  type text not null,
  actor_id uuid,
  topics text[] not null,
  data jsonb not null,
  control jsonb
);
create index event_log_topics on event_log using gin (topics);
-- Gateways that start ask which sessions ended lately.
create index event_log_ended on event_log (at) where type = 'session.ended';

-- The answer of a write, kept for 24 hours under the caller's key.
create table idempotency_keys (
  scope text not null,
  key text not null,
  operation text not null,
  body_hash text not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- Long work of a person, with progress. The queue itself is kept by the job library in its own schema.
create table jobs (
  id uuid primary key,
  name text not null,
  user_id uuid,
  input jsonb not null,
  state text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  done integer not null default 0,
  total integer not null default 0,
  note text not null default '',
  result jsonb,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index jobs_user on jobs (user_id, created_at desc);
