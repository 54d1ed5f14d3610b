-- Metrics as they were, so that series exist where records tell the present only. Written by the hourly and daily jobs,
-- and computed anew where the records allow it. A row without a value says: computed, and there was no data.
create table metric_values (
  metric text not null,
  grain text not null check (grain in ('HOUR', 'DAY')),
  -- Begin of the hour or day, UTC.
  at timestamptz not null,
  value double precision,
  split jsonb,
  computed_at timestamptz not null,
  primary key (metric, grain, at)
);
create index metric_values_old on metric_values (at) where grain = 'HOUR';

-- What each Brain measured of itself in a minute; summed into hours, and kept a few days.
create table system_minutes (
  at timestamptz not null,
  brain uuid not null,
  requests integer not null,
  errors integer not null,
  -- Answers by upper bound of the time in seconds, not cumulative.
  buckets jsonb not null,
  jobs_failed integer not null,
  queue_depth integer not null,
  dead_letters integer not null,
  audit_broken boolean not null,
  primary key (at, brain)
);

-- Saved reports. The definition holds names of an allow-list, never SQL.
create table reports (
  id uuid primary key,
  owner_id uuid not null,
  name text not null,
  description text not null,
  definition jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index reports_of_owner on reports (owner_id, id desc);

-- At most one schedule a report. Whoever sends takes the row first, sends, and moves next_at in one transaction.
create table report_schedules (
  report_id uuid primary key references reports (id) on delete cascade,
  frequency text not null check (frequency in ('DAILY', 'WEEKLY', 'MONTHLY')),
  weekday smallint not null check (weekday between 1 and 7),
  month_day smallint not null check (month_day between 1 and 28),
  hour smallint not null check (hour between 0 and 23),
  time_zone text not null,
  next_at timestamptz,
  last_sent_at timestamptz,
  stopped text,
  failures smallint not null default 0,
  changed_at timestamptz not null,
  check ((next_at is null) = (stopped is not null))
);
create index report_schedules_due on report_schedules (next_at) where next_at is not null;

create table report_recipients (
  report_id uuid not null references report_schedules (report_id) on delete cascade,
  user_id uuid not null,
  primary key (report_id, user_id)
);
create index report_recipients_of on report_recipients (user_id, report_id);

-- What was sent for which due moment: the same moment is never sent twice.
create table report_sendings (
  report_id uuid not null references reports (id) on delete cascade,
  due_at timestamptz not null,
  sent_at timestamptz not null,
  told integer not null,
  primary key (report_id, due_at)
);

-- Episodes: one row from the first hour a rule is broken to the last. One notice an episode.
create table anomalies (
  id uuid primary key,
  rule text not null,
  part text not null check (part in ('PLATFORM', 'FINANCE', 'SECURITY', 'LEGAL')),
  subject_kind text not null check (subject_kind in ('USER', 'TEAM', 'HUB')),
  subject_id uuid,
  seen double precision not null,
  compared double precision,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  acknowledged_reason text,
  check ((subject_kind = 'HUB') = (subject_id is null)),
  check ((acknowledged_by is null) = (acknowledged_at is null)),
  check ((acknowledged_by is null) = (acknowledged_reason is null))
);
-- One open episode of a rule and subject.
create unique index anomalies_open on anomalies (
  rule, subject_kind, coalesce(subject_id, '00000000-0000-0000-0000-000000000000'::uuid)
) where ended_at is null;
create index anomalies_by_subject on anomalies (subject_id, id desc);
create index anomalies_latest on anomalies (id desc);

create table anomaly_rules (
  rule text primary key,
  enabled boolean not null,
  notify boolean not null,
  changed_at timestamptz not null
);

-- Forecasts as they were made; scored when their day has come.
create table metric_forecasts (
  metric text not null,
  made_on date not null,
  due_on date not null,
  value double precision not null,
  low double precision not null,
  high double precision not null,
  level double precision not null,
  method text not null,
  outcome double precision,
  scored_at timestamptz,
  primary key (metric, made_on, due_on)
);
create index metric_forecasts_due on metric_forecasts (due_on) where scored_at is null;

-- The latest backtest of each forecast metric.
create table metric_backtests (
  metric text primary key,
  made_on date not null,
  shown boolean not null,
  reason text,
  result jsonb not null
);
