-- Companies, teams, the invitations to both, goals, metrics, and what people ask each other to approve.

create table companies (
  id uuid primary key,
  name text not null,
  description text not null,
  industry text not null,
  size text not null check (size in ('MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'ENTERPRISE')),
  stage text not null check (stage in ('PRE_SEED', 'SEED', 'SERIES_A', 'SERIES_B', 'SERIES_C', 'SERIES_D', 'PUBLIC', 'ACQUIRED')),
  visibility text not null check (visibility in ('PUBLIC', 'PRIVATE', 'CONFIDENTIAL')),
  tags text[] not null,
  website text not null default '',
  state text not null check (state in ('ACTIVE', 'INACTIVE', 'SUSPENDED', 'DISSOLVED', 'MERGED')),
  merged_into uuid references companies,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  check ((state = 'MERGED') = (merged_into is not null)),
  check (merged_into <> id)
);
create index companies_public on companies (id desc) where visibility = 'PUBLIC';
create index companies_created_by on companies (created_by);

-- Who belongs to a company. One owner, always: it is passed on, never dropped.
create table company_people (
  company_id uuid not null references companies,
  user_id uuid not null,
  role text not null check (role in ('OWNER', 'MANAGER', 'MEMBER')),
  joined_at timestamptz not null,
  primary key (company_id, user_id)
);
create unique index company_people_one_owner on company_people (company_id) where role = 'OWNER';
create index company_people_user on company_people (user_id);

-- A parent holds a part of a child, in millionths. The parts of a child are at most the whole, and nobody owns themselves,
-- not even over others; also when several stakes are written at the same moment: whoever writes one holds this lock to the
-- commit, and looks only then. A function that is volatile sees what was committed before its own statements.
create table company_stakes (
  parent_id uuid not null references companies,
  child_id uuid not null references companies,
  millionths integer not null check (millionths between 1 and 1000000),
  set_by uuid,
  set_at timestamptz not null,
  primary key (parent_id, child_id),
  check (parent_id <> child_id)
);
create index company_stakes_child on company_stakes (child_id);
create function company_stakes_guard() returns trigger language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(6, 20261126);
  if (select coalesce(sum(millionths), 0) from company_stakes
      where child_id = new.child_id and parent_id <> new.parent_id) + new.millionths > 1000000 then
    raise exception 'a company has one whole' using errcode = 'TM001';
  end if;
  if exists (
    with recursive above as (
      select new.parent_id as id
      union
      select stake.parent_id from company_stakes stake join above on stake.child_id = above.id
    )
    select from above where id = new.child_id
  ) then
    raise exception 'companies would own themselves' using errcode = 'TM002';
  end if;
  return new;
end $$;
create trigger company_stakes_guard before insert or update on company_stakes
  for each row execute function company_stakes_guard();

create table company_documents (
  file_id uuid primary key,
  company_id uuid not null references companies,
  note text not null,
  added_by uuid not null,
  added_at timestamptz not null
);
create index company_documents_company on company_documents (company_id, file_id desc);

-- A team stands in a company, in a venture or alone; what it is nested in stands in the same place.
create table teams (
  id uuid primary key,
  name text not null,
  purpose text not null,
  company_id uuid references companies,
  venture_id uuid,
  parent_id uuid references teams,
  visibility text not null check (visibility in ('PUBLIC', 'PRIVATE', 'CONFIDENTIAL')),
  -- How many people it is meant for.
  size integer not null check (size between 2 and 100),
  state text not null check (state in ('FORMING', 'ACTIVE', 'INACTIVE', 'CONFLICT_RESOLUTION', 'MEDIATION', 'ESCALATED',
    'PERFORMANCE_REVIEW', 'IMPROVEMENT_PLANNING', 'RESTRUCTURING', 'DISBANDED')),
  state_since timestamptz not null,
  mediator_id uuid,
  review_suggested_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  check (company_id is null or venture_id is null),
  check (parent_id <> id),
  check ((state = 'MEDIATION') = (mediator_id is not null))
);
create index teams_company on teams (company_id) where company_id is not null;
create index teams_venture on teams (venture_id) where venture_id is not null;
create index teams_parent on teams (parent_id) where parent_id is not null;
create index teams_mediator on teams (mediator_id) where mediator_id is not null;

-- The same for nesting: no team is inside itself, and never deeper than this.
create function teams_guard() returns trigger language plpgsql volatile as $$
declare
  up integer;
  down integer;
begin
  if tg_op = 'UPDATE' and (new.company_id, new.venture_id) is distinct from (old.company_id, old.venture_id) then
    raise exception 'a team stays where it was made' using errcode = 'check_violation';
  end if;
  if new.parent_id is null or (tg_op = 'UPDATE' and new.parent_id is not distinct from old.parent_id) then
    return new;
  end if;
  perform pg_advisory_xact_lock(6, 20261127);
  if not exists (select from teams where id = new.parent_id
      and company_id is not distinct from new.company_id and venture_id is not distinct from new.venture_id) then
    raise exception 'a team is nested within its own place' using errcode = 'TM003';
  end if;
  if exists (
    with recursive above as (
      select new.parent_id as id
      union
      select team.parent_id from teams team join above on team.id = above.id where team.parent_id is not null
    )
    select from above where id = new.id
  ) then
    raise exception 'a team would be inside itself' using errcode = 'TM004';
  end if;
  with recursive above as (
    select new.parent_id as id, 1 as depth
    union all
    select team.parent_id, above.depth + 1 from teams team join above on team.id = above.id where team.parent_id is not null
  ) select max(depth) into up from above;
  with recursive below as (
    select new.id as id, 1 as depth
    union all
    select team.id, below.depth + 1 from teams team join below on team.parent_id = below.id
  ) select max(depth) into down from below;
  if up + down > 6 then
    raise exception 'teams are nested too deep' using errcode = 'TM005';
  end if;
  return new;
end $$;
create trigger teams_guard before insert or update on teams for each row execute function teams_guard();

create table team_members (
  team_id uuid not null references teams,
  user_id uuid not null,
  role text not null check (role in ('LEAD', 'SENIOR', 'MEMBER', 'JUNIOR', 'OBSERVER')),
  joined_at timestamptz not null,
  primary key (team_id, user_id)
);
create unique index team_members_one_lead on team_members (team_id) where role = 'LEAD';
create index team_members_user on team_members (user_id);

create table team_invitations (
  id uuid primary key,
  team_id uuid references teams,
  company_id uuid references companies,
  role text not null check (role in ('SENIOR', 'MEMBER', 'JUNIOR', 'OBSERVER', 'MANAGER')),
  -- By e-mail: the person is known once an account has the address.
  email text,
  user_id uuid,
  message text not null,
  state text not null check (state in ('PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'EXPIRED')),
  token_hash text not null unique,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  check ((team_id is null) <> (company_id is null)),
  check (email is not null or user_id is not null),
  check (role <> 'MANAGER' or company_id is not null),
  check (company_id is null or role in ('MANAGER', 'MEMBER'))
);
create unique index team_invitations_open_email on team_invitations (coalesce(team_id, company_id), email)
  where state = 'PENDING' and email is not null;
create unique index team_invitations_open_user on team_invitations (coalesce(team_id, company_id), user_id)
  where state = 'PENDING' and user_id is not null;
create index team_invitations_user on team_invitations (user_id, id desc) where user_id is not null;
create index team_invitations_email on team_invitations (email) where email is not null;
create index team_invitations_inviter on team_invitations (invited_by, id desc);
create index team_invitations_team on team_invitations (team_id, id desc) where team_id is not null;
create index team_invitations_company on team_invitations (company_id, id desc) where company_id is not null;
create index team_invitations_expiry on team_invitations (expires_at) where state = 'PENDING';

create table team_goals (
  team_id uuid not null references teams,
  id uuid not null,
  title text not null,
  description text not null,
  priority integer not null check (priority between 1 and 5),
  unit text not null,
  target double precision not null check (target > 0),
  current double precision not null check (current >= 0),
  due_on date,
  owner_id uuid not null,
  state text not null check (state in ('DRAFT', 'ACTIVE', 'ON_TRACK', 'AT_RISK', 'COMPLETED', 'CANCELLED')),
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (team_id, id)
);

-- Figures of a team or a company that are looked at over and over.
create table place_metrics (
  id uuid primary key,
  team_id uuid references teams,
  company_id uuid references companies,
  name text not null,
  unit text not null,
  direction text not null check (direction in ('UP', 'DOWN')),
  target double precision not null,
  threshold double precision not null,
  created_by uuid not null,
  created_at timestamptz not null,
  version integer not null default 1,
  check ((team_id is null) <> (company_id is null)),
  check (case direction when 'UP' then threshold <= target else threshold >= target end)
);
create unique index place_metrics_name on place_metrics (coalesce(team_id, company_id), lower(name));
create table place_metric_values (
  metric_id uuid not null references place_metrics on delete cascade,
  day date not null,
  value double precision not null,
  noted_by uuid not null,
  noted_at timestamptz not null,
  primary key (metric_id, day)
);

create table approvals (
  id uuid primary key,
  kind text not null check (kind in ('REQUEST', 'JOIN_TEAM', 'PARENT_COMPANY', 'MERGER')),
  team_id uuid references teams,
  company_id uuid references companies,
  -- The company at the other end of a stake or a merger.
  other_company_id uuid references companies,
  millionths integer check (millionths between 1 and 1000000),
  requester_id uuid not null,
  approver_id uuid not null,
  subject text not null,
  message text not null,
  state text not null check (state in ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'LAPSED')),
  comment text not null default '',
  created_at timestamptz not null,
  decided_at timestamptz,
  check ((team_id is null) <> (company_id is null)),
  check (requester_id <> approver_id),
  check ((kind in ('PARENT_COMPANY', 'MERGER')) = (other_company_id is not null)),
  check ((kind = 'PARENT_COMPANY') = (millionths is not null)),
  check ((state = 'PENDING') = (decided_at is null))
);
create unique index approvals_one_joining on approvals (team_id, requester_id) where state = 'PENDING' and kind = 'JOIN_TEAM';
create unique index approvals_one_structure on approvals (company_id, kind, other_company_id)
  where state = 'PENDING' and kind in ('PARENT_COMPANY', 'MERGER');
create index approvals_approver on approvals (approver_id, id desc);
create index approvals_requester on approvals (requester_id, id desc);
create index approvals_team on approvals (team_id) where team_id is not null and state = 'PENDING';
create index approvals_company on approvals (company_id) where company_id is not null and state = 'PENDING';

-- What happened to a team or a company, and to what is in it.
create table team_history (
  place_id uuid not null,
  id uuid not null,
  entity text not null check (entity in ('COMPANY', 'TEAM', 'MEMBER', 'GOAL', 'METRIC', 'DOCUMENT', 'INVITATION', 'APPROVAL', 'STAKE')),
  entity_id uuid not null,
  event text not null,
  from_state text,
  to_state text,
  actor_id uuid,
  subject text not null,
  reason text,
  at timestamptz not null,
  primary key (place_id, id)
);
create trigger team_history_append_only before update or delete or truncate on team_history
  for each statement execute function refuse_change();
