-- What a version measured when it was judged: figures with intervals, reliability, subgroups, what the gate said, and how
-- each feature was distributed, so that drift can be seen later.
create table model_evaluations (
  name text not null,
  version text not null,
  report jsonb not null,
  primary key (name, version),
  foreign key (name, version) references model_versions (name, version)
);
create trigger model_evaluations_append_only before update or delete or truncate on model_evaluations
  for each statement execute function refuse_change();

-- Each training that was asked for, whatever became of it.
create table model_runs (
  id uuid primary key,
  name text not null,
  job_id uuid,
  asked_by uuid,
  state text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  outcome text check (outcome in ('PASSED', 'NOT_BETTER', 'NOT_ENOUGH', 'NOTHING_NEW')),
  -- A sentence that says why it ended so.
  why text not null default '',
  version text,
  row_count integer,
  positives integer,
  done integer not null default 0,
  total integer not null default 0,
  note text not null default '',
  created_at timestamptz not null,
  -- The last sign of life: a process that was killed gives none.
  beat_at timestamptz not null,
  finished_at timestamptz,
  check ((state in ('QUEUED', 'RUNNING')) = (finished_at is null)),
  check ((state = 'DONE') = (outcome is not null))
);
create index model_runs_list on model_runs (name, id desc);
-- One training of a model at a time.
create unique index model_runs_one on model_runs (name) where finished_at is null;

-- What was served: one row a day for each model, version and subject, for the comparisons of the night. The key of the
-- subject is sealed; it is opened to compute the same features again, and by nothing else.
create table model_servings (
  id uuid primary key,
  name text not null,
  version text not null,
  subject text not null,
  key_sealed bytea not null,
  day date not null,
  as_of timestamptz not null,
  vector jsonb not null,
  probability double precision not null,
  shadow_version text,
  shadow_probability double precision,
  served_at timestamptz not null
);
create unique index model_servings_one on model_servings (name, version, subject, day);
create index model_servings_time on model_servings (name, served_at);
create index model_servings_subject on model_servings (subject);

-- Results of the checks of the night: drift of features, calibration of what was said, equality of served and recomputed.
create table model_checks (
  id uuid primary key,
  name text not null,
  version text not null,
  kind text not null check (kind in ('DRIFT', 'CALIBRATION', 'PARITY')),
  state text not null check (state in ('FINE', 'ALARM', 'TOO_FEW')),
  report jsonb not null,
  checked_at timestamptz not null
);
create index model_checks_newest on model_checks (name, version, kind, checked_at desc);

-- While one of a version stands, the rule serves in its place.
create table model_alarms (
  id uuid primary key,
  name text not null,
  version text not null,
  kind text not null check (kind in ('DRIFT', 'CALIBRATION', 'ARTEFACT', 'FEATURES', 'PARITY')),
  detail text not null,
  raised_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_why text,
  check ((ended_at is null) = (ended_why is null))
);
create unique index model_alarms_one on model_alarms (name, version, kind) where ended_at is null;

-- What was said of the future, kept when it was said and scored when its day has come.
create table model_statements (
  id uuid primary key,
  kind text not null,
  subject text not null,
  about text not null default '',
  model text not null,
  version text,
  probability double precision check (probability between 0 and 1),
  value double precision,
  low double precision,
  high double precision,
  level double precision,
  shadow_version text,
  shadow_probability double precision,
  made_at timestamptz not null,
  made_on date not null,
  due_at timestamptz not null,
  due_on date not null,
  settled_at timestamptz,
  outcome double precision,
  void boolean not null default false,
  check ((probability is null) <> (value is null)),
  check ((value is null) = (low is null or high is null or level is null)),
  check ((settled_at is null) = (outcome is null and not void))
);
create unique index model_statements_one on model_statements (kind, subject, about, made_on, due_on);
create index model_statements_due on model_statements (kind, due_at) where settled_at is null;
create index model_statements_subject on model_statements (subject);
create index model_statements_model on model_statements (model, version);
