-- What happened on the platform, for analytics, in one order. DuckDB holds copies that are made anew from here at will.
-- Every writer holds this row until the commit, so that seq follows the order of commits and no copy misses a late one.
create table analytics_head (
  only_row boolean primary key default true check (only_row),
  -- The last number given to an event, a person or an erasure.
  seq bigint not null,
  -- How far the event log of the platform was read.
  follows bigint not null,
  -- Raised by hand: copies of an older epoch are thrown away and made anew.
  epoch integer not null
) with (fillfactor = 10);
insert into analytics_head (seq, follows, epoch) values (0, 0, 1);

-- Who is behind a pseudonym. The row goes with the account, and with it the way back to the person.
create table analytics_people (
  person integer primary key,
  user_id uuid not null constraint analytics_people_user unique,
  -- May behaviour be recorded and looked at person by person.
  consented boolean not null,
  -- A test account: counted nowhere.
  excluded boolean not null,
  signed_up_at timestamptz,
  seq bigint not null
);
create index analytics_people_seq on analytics_people (seq);
create sequence analytics_person_numbers as integer;

-- No foreign key to the people: a copy that follows reads by seq, and an erasure takes both in one transaction.
create table analytics_events (
  seq bigint primary key,
  id uuid not null constraint analytics_events_id unique,
  at timestamptz not null,
  received_at timestamptz not null,
  person integer not null,
  visit uuid,
  type text not null,
  entity_kind text,
  entity_id uuid,
  properties jsonb not null,
  source text not null check (source in ('PLATFORM', 'BROWSER', 'IMPORT')),
  consent text not null check (consent in ('SERVICE', 'BEHAVIOUR')),
  -- Done by the person, rather than done to them: makes a day an active day.
  caused boolean not null
);
create index analytics_events_person on analytics_events (person, at);
create index analytics_events_age on analytics_events using brin (at);

-- What every copy must forget, in the same order as the events.
create table analytics_erasures (
  seq bigint primary key,
  scope text not null check (scope in ('BEHAVIOUR', 'PERSON', 'BEFORE')),
  person integer,
  before timestamptz,
  at timestamptz not null,
  check ((scope = 'BEFORE') = (before is not null) and (scope = 'BEFORE') = (person is null))
);

-- What stays of days whose events were dropped: counts, and nobody. Type * are the active people of the day.
create table analytics_days (
  day date not null,
  type text not null,
  events integer not null,
  people integer not null,
  primary key (day, type)
);
