-- How a venture stands: assumptions somebody wants to keep, what the owners judge, and what was said before.

create table venture_scenarios (
  id uuid primary key,
  venture_id uuid not null,
  name text not null,
  -- As the contract describes them; checked when they are read again.
  assumptions jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1
);
create unique index venture_scenarios_name on venture_scenarios (venture_id, lower(name));

create table venture_assessments (
  venture_id uuid primary key,
  factors jsonb not null,
  assessed_by uuid not null,
  assessed_at timestamptz not null,
  version integer not null default 1
);
