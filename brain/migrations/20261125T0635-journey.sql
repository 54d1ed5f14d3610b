-- One row a person. Whoever moves a stage locks it first.
create table journeys (
  user_id uuid primary key,
  started_at timestamptz not null,
  -- Reminders count from here, and start anew with every step.
  progressed_at timestamptz not null,
  reminders smallint not null default 0 check (reminders between 0 and 3),
  finished_at timestamptz
);
create index journeys_waiting on journeys (progressed_at) where finished_at is null and reminders < 3;
create index journeys_started on journeys (started_at);

create table journey_stages (
  user_id uuid not null references journeys (user_id) on delete cascade,
  number smallint not null check (number between 1 and 7),
  state text not null check (state in ('IN_PROGRESS', 'BLOCKED', 'SKIPPED', 'COMPLETED')),
  cause text,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (user_id, number),
  check ((state = 'BLOCKED') = (cause is not null)),
  check (state <> 'SKIPPED' or number = 4)
);

-- The onboarding audit log.
create table journey_history (
  user_id uuid not null references journeys (user_id) on delete cascade,
  id uuid not null,
  number smallint not null,
  from_state text not null,
  to_state text not null,
  event text not null,
  actor_id uuid,
  reason text,
  at timestamptz not null,
  primary key (user_id, id)
);

-- Typed but not yet sent: one draft a stage.
create table journey_drafts (
  user_id uuid not null,
  number smallint not null check (number between 1 and 7),
  fields jsonb not null,
  saved_at timestamptz not null,
  primary key (user_id, number)
);

-- Tours and pages the person has looked at.
create table journey_seen (
  user_id uuid not null,
  what text not null,
  at timestamptz not null,
  primary key (user_id, what)
);

create table journey_quests (
  user_id uuid not null,
  quest text not null,
  done_at timestamptz not null,
  primary key (user_id, quest)
);
