-- Legal holds: while one is in force nothing of its subject is deleted.
create table legal_holds (
  id uuid primary key,
  subject text not null check (subject in ('DOCUMENT', 'USER', 'VENTURE')),
  subject_id uuid not null,
  reason text not null,
  placed_by uuid not null,
  placed_at timestamptz not null,
  released_by uuid,
  released_at timestamptz,
  release_reason text,
  check ((released_at is null) = (released_by is null))
);
create unique index legal_holds_in_force on legal_holds (subject, subject_id) where released_at is null;

-- The compliance of a person (section 20.4); a person without a row is COMPLIANT.
create table compliance_standings (
  user_id uuid primary key,
  state text not null check (state in
    ('COMPLIANT', 'ACTION_REQUIRED', 'CHECKING', 'AUDIT', 'VIOLATION', 'REMEDIATION', 'ESCALATED', 'SUSPENDED', 'TERMINATED')),
  -- Percent of the required papers in force; null while none is required.
  score integer check (score between 0 and 100),
  missing integer not null default 0,
  since timestamptz not null,
  plan text,
  deadline timestamptz,
  row_version integer not null default 1
);
create index compliance_standings_list on compliance_standings (state, score, user_id);
create index compliance_standings_due on compliance_standings (deadline) where deadline is not null;

create table compliance_steps (
  id uuid primary key,
  user_id uuid not null,
  from_state text,
  to_state text not null,
  event text not null,
  actor_id uuid,
  reason text,
  at timestamptz not null
);
create index compliance_steps_of on compliance_steps (user_id, id);
create trigger compliance_steps_append_only before update or delete or truncate on compliance_steps for each statement execute function refuse_change();

create function guard_standing() returns trigger language plpgsql as $$
begin
  if old.state <> new.state and (old.state || ' ' || new.state) not in (
    'COMPLIANT ACTION_REQUIRED', 'COMPLIANT AUDIT', 'COMPLIANT VIOLATION',
    'ACTION_REQUIRED CHECKING', 'ACTION_REQUIRED AUDIT', 'ACTION_REQUIRED VIOLATION',
    'CHECKING COMPLIANT', 'CHECKING ACTION_REQUIRED', 'CHECKING VIOLATION',
    'AUDIT COMPLIANT', 'AUDIT VIOLATION',
    'VIOLATION REMEDIATION', 'VIOLATION ESCALATED',
    'REMEDIATION CHECKING', 'REMEDIATION ESCALATED',
    'ESCALATED CHECKING', 'ESCALATED SUSPENDED',
    'SUSPENDED CHECKING', 'SUSPENDED TERMINATED')
  then raise exception 'compliance cannot go from % to %', old.state, new.state using errcode = 'check_violation'; end if;
  new.row_version := old.row_version + 1;
  return new;
end $$;
create trigger compliance_standings_guard before update on compliance_standings for each row execute function guard_standing();
