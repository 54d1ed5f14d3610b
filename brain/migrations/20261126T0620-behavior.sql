-- What behaviour analysis keeps of people who consented, and what people and operators say to it.

-- What a person chose about predictions; nobody without a row has switched them off.
create table behavior_choices (
  user_id uuid primary key,
  predictions boolean not null,
  changed_at timestamptz not null
);

-- Facts of the records of other modules, as they were from a moment on: a row is written when they differ from the last
-- one, and features of any day take the latest at or before it. Never changed afterwards.
create table behavior_facts (
  user_id uuid not null,
  at timestamptz not null,
  facts jsonb not null,
  -- Made up for a demonstration.
  fictional boolean not null default false,
  primary key (user_id, at)
);

-- How everybody stands, as worked out last; made anew each night, and when the person looks.
create table behavior_standings (
  user_id uuid primary key,
  computed_at timestamptz not null,
  last_active_on date,
  engagement double precision not null,
  collaboration double precision not null,
  xp_progress double precision not null,
  performance double precision not null,
  xp_level text not null,
  -- Null while predictions are switched off.
  churn_level text check (churn_level in ('HIGH', 'MEDIUM', 'LOW')),
  -- What the list of people at risk is ordered by: points of the rule, or the chance in percent.
  churn_rank double precision,
  churn jsonb,
  next_step jsonb,
  segment text,
  fictional boolean not null default false,
  check ((churn_level is null) = (churn_rank is null) and (churn_level is null) = (churn is null))
);
create index behavior_standings_risk on behavior_standings (churn_rank desc, user_id) where churn_rank is not null;
create index behavior_standings_level on behavior_standings (xp_level);

-- Suggestions as they were made, with the rule or the version that made them, and what the person said.
create table behavior_advice (
  id uuid primary key,
  user_id uuid not null,
  action text not null,
  -- What it is about where an action can be suggested more than once, e.g. a venture.
  subject text not null,
  title text not null,
  reason text not null,
  link text not null,
  rule text not null,
  -- The model and version that set the order; null where the rules did.
  model text,
  version text,
  features jsonb,
  suggested_at timestamptz not null,
  -- Its rule does not hold any longer: what it suggested was done, or does not fit now.
  ended_at timestamptz,
  answer text check (answer in ('HELPFUL', 'DISMISSED')),
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null))
);
create unique index behavior_advice_open on behavior_advice (user_id, action, subject) where ended_at is null;
create index behavior_advice_answered on behavior_advice (answered_at) where answer is not null;

-- Statements people say are wrong, with what was shown to them.
create table behavior_contests (
  id uuid primary key,
  user_id uuid not null,
  statement text not null check (statement in ('CHURN', 'SEGMENT', 'ENGAGEMENT', 'PERFORMANCE', 'ANOMALY', 'ADVICE')),
  words text not null,
  source text not null,
  shown jsonb not null,
  state text not null check (state in ('OPEN', 'UPHELD', 'REJECTED')),
  at timestamptz not null,
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  check ((state = 'OPEN') = (answered_at is null) and (answer is null) = (answered_at is null))
);
create unique index behavior_contests_open on behavior_contests (user_id, statement) where state = 'OPEN';
create index behavior_contests_user on behavior_contests (user_id, id);

-- Unusual behaviour that bears on security. The same observation is told once.
create table behavior_signals (
  id uuid primary key,
  kind text not null,
  observation text not null unique,
  user_id uuid,
  text text not null,
  evidence jsonb not null,
  rule text not null,
  at timestamptz not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'CONFIRMED', 'FALSE_ALARM')),
  note text,
  reviewed_by uuid,
  reviewed_at timestamptz,
  check ((state = 'OPEN') = (reviewed_at is null) and (note is null) = (reviewed_at is null))
);
create index behavior_signals_list on behavior_signals (state, id);
create index behavior_signals_user on behavior_signals (user_id) where user_id is not null;

-- Groupings as they were made; the newest is the one in use.
create table behavior_segmentations (
  id uuid primary key,
  computed_at timestamptz not null,
  -- SHOWN, or why not.
  state text not null check (state in ('SHOWN', 'NOT_ENOUGH_DATA', 'NOT_DISTINCT', 'NOT_STABLE')),
  people integer not null,
  silhouette double precision,
  stability double precision,
  segments jsonb not null,
  -- Centres and scales, by which somebody is placed in a group.
  model jsonb,
  fictional boolean not null default false
);
