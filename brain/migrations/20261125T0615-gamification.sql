-- Experience, badges, streaks, boards, goals, portfolios.

-- What earns how much, as data. What was applied is never changed: other figures are another version.
create table xp_rule_versions (
  version integer primary key check (version > 0),
  state text not null check (state in ('DRAFT', 'CURRENT', 'RETIRED', 'DISCARDED')),
  note text not null,
  rules jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  applied_by uuid,
  applied_at timestamptz,
  preview_job_id uuid,
  previewed_at timestamptz,
  replay_job_id uuid,
  replayed_at timestamptz,
  check ((state in ('CURRENT', 'RETIRED')) = (applied_at is not null))
);
create unique index xp_rule_versions_one_current on xp_rule_versions (state) where state = 'CURRENT';
create trigger xp_rule_versions_kept before delete or truncate or update of version, rules, created_by, created_at on xp_rule_versions
  for each statement execute function refuse_change();

-- Everything of a person that is decided on or ranked; its row is locked by whatever changes it. The figures are sums of
-- the ledger below: reconciling proves it.
create table xp_people (
  user_id uuid primary key,
  xp integer not null default 0,
  reputation integer not null default 0,
  badges integer not null default 0 check (badges >= 0),
  projects integer not null default 0 check (projects >= 0),
  contributions integer not null default 0 check (contributions >= 0),
  buz_micro bigint not null default 0 check (buz_micro >= 0),
  kinds_of_work integer not null default 0 check (kinds_of_work >= 0),
  -- What badges are decided on, by the name of the fact.
  facts jsonb not null default '{}',
  last_active_at timestamptz,
  opted_out boolean not null default false,
  -- The account is active, the profile is not private, and reputation is shown.
  shown boolean not null default true,
  -- The version under which all of the ledger was judged last.
  rules_version integer not null references xp_rule_versions,
  updated_at timestamptz not null
);
-- One index a board, in its order, with what else decides who is on it.
create index xp_people_xp on xp_people (xp desc, user_id) include (last_active_at) where shown and not opted_out and xp > 0;
create index xp_people_reputation on xp_people (reputation desc, user_id) include (last_active_at) where shown and not opted_out and reputation > 0;
create index xp_people_contributions on xp_people (contributions desc, user_id) include (last_active_at) where shown and not opted_out and contributions > 0;
create index xp_people_badges on xp_people (badges desc, user_id) include (last_active_at) where shown and not opted_out and badges > 0;
create index xp_people_portfolio on xp_people (projects desc, contributions desc, buz_micro desc, kinds_of_work desc, user_id) include (last_active_at)
  where shown and not opted_out and (projects > 0 or contributions > 0 or buz_micro > 0 or kinds_of_work > 0);
create index xp_people_rules on xp_people (rules_version, user_id);

-- What happened. An occurrence that a cap refused is kept with 0; one whose cause was undone says why.
create table xp_occurrences (
  id uuid primary key,
  user_id uuid not null references xp_people,
  event text not null,
  -- The event and its cause earn once.
  cause_id text not null,
  at timestamptz not null,
  -- Where the clock of the person stood then.
  time_zone text not null,
  priority text check (priority in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
  -- The venture or plan, where the cap is counted within one.
  within_id text,
  kind_of_work text,
  -- For the sentence “why did I get this”.
  subject text,
  link text,
  xp integer not null default 0,
  reversal text,
  reversed_at timestamptz,
  check ((reversal is null) = (reversed_at is null)),
  check (reversal is null or xp = 0)
);
create unique index xp_occurrences_once on xp_occurrences (user_id, event, cause_id) where reversal is null;
create index xp_occurrences_cause on xp_occurrences (event, cause_id) where reversal is null;
create index xp_occurrences_window on xp_occurrences (user_id, event, at);
create index xp_occurrences_list on xp_occurrences (user_id, at desc, id desc);

-- A member who is erased takes their lines along; nothing else removes one. The transaction that erases names the person.
create function guard_xp() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if current_setting('smartstart.erasing', true) is distinct from old.user_id::text then
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
    end if;
    return old;
  end if;
  if tg_table_name = 'xp_postings' then
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
  end if;
  if (to_jsonb(old) - 'xp' - 'reversal' - 'reversed_at') is distinct from (to_jsonb(new) - 'xp' - 'reversal' - 'reversed_at')
     or (old.reversal is not null and (to_jsonb(old) is distinct from to_jsonb(new))) then
    raise exception 'what happened stays as it was' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger xp_occurrences_guard before update or delete on xp_occurrences for each row execute function guard_xp();
create trigger xp_occurrences_kept before truncate on xp_occurrences for each statement execute function refuse_change();

-- The ledger. An occurrence is worth the sum of its postings, a person has the sum of all.
create table xp_postings (
  id uuid primary key,
  user_id uuid not null references xp_people,
  occurrence_id uuid references xp_occurrences,
  kind text not null check (kind in ('AWARD', 'REVERSAL', 'MOVED_UP', 'REPLAY', 'CORRECTION')),
  xp integer not null check (xp <> 0),
  rules_version integer not null references xp_rule_versions,
  reason text,
  actor_id uuid,
  at timestamptz not null,
  check ((kind = 'CORRECTION') = (occurrence_id is null)),
  check (kind not in ('CORRECTION', 'REVERSAL') or reason is not null),
  check (kind <> 'CORRECTION' or actor_id is not null)
);
create index xp_postings_person on xp_postings (user_id, at desc, id desc);
create index xp_postings_occurrence on xp_postings (occurrence_id);
create index xp_postings_corrections on xp_postings (id desc) where kind = 'CORRECTION';
create trigger xp_postings_guard before update or delete on xp_postings for each row execute function guard_xp();
create trigger xp_postings_kept before truncate on xp_postings for each statement execute function refuse_change();

-- What a version would change; made anew by each preview.
create table xp_previews (
  version integer not null references xp_rule_versions,
  user_id uuid not null,
  before integer not null,
  after integer not null,
  difference integer generated always as (after - before) stored,
  primary key (version, user_id)
);
create index xp_previews_list on xp_previews (version, abs(after - before) desc, user_id);

-- What counts for the challenge of a day, on the calendar of the person.
create table xp_acts (
  user_id uuid not null references xp_people,
  part text not null check (part in ('LOGIN', 'CONTRIBUTION', 'IDEA', 'ENDORSEMENT')),
  cause_id text not null,
  at timestamptz not null,
  time_zone text not null,
  day date not null,
  primary key (user_id, part, cause_id)
);
create index xp_acts_day on xp_acts (user_id, day);

-- Where the person has lived, for days that a journey cut short.
create table xp_stays (
  user_id uuid not null references xp_people,
  since timestamptz not null,
  time_zone text not null,
  primary key (user_id, since)
);

create table badge_definitions (
  code text primary key check (code ~ '^[A-Z][A-Z0-9_]{2,59}$'),
  name text not null,
  rarity text not null check (rarity in ('COMMON', 'UNCOMMON', 'RARE', 'EPIC', 'LEGENDARY')),
  rule jsonb not null,
  state text not null check (state in ('OFFERED', 'WITHDRAWN')),
  -- Comes with the platform, and follows its releases.
  platform boolean not null,
  position integer not null,
  created_by uuid,
  created_at timestamptz not null
);
create unique index badge_definitions_name on badge_definitions (lower(name));

-- A badge that is held stays.
create table xp_badges (
  user_id uuid not null references xp_people,
  code text not null references badge_definitions,
  earned_at timestamptz not null,
  primary key (user_id, code)
);
create index xp_badges_code on xp_badges (code);

create table xp_endorsements (
  id uuid primary key,
  from_user_id uuid not null,
  to_user_id uuid not null check (to_user_id <> from_user_id),
  skill text not null,
  given_weight integer not null check (given_weight between 1 and 5),
  -- What it counts: 1 while it is mutual.
  weight integer not null check (weight between 1 and 5),
  at timestamptz not null,
  withdrawn_at timestamptz
);
create index xp_endorsements_received on xp_endorsements (to_user_id, from_user_id) where withdrawn_at is null;

-- Verdicts upon contributions, for the reviewer.
create table xp_reviews (
  contribution_id uuid not null,
  reviewer_id uuid not null,
  -- The event that brought it.
  id uuid not null,
  verdict text not null check (verdict in ('APPROVE', 'REJECT', 'ASK_CHANGES')),
  at timestamptz not null,
  primary key (contribution_id, id)
);
create index xp_reviews_reviewer on xp_reviews (reviewer_id);

create table skill_ratings (
  -- Lower case.
  skill text primary key check (skill = lower(skill)),
  name text not null,
  complexity integer not null check (complexity between 1 and 5),
  set_by uuid not null,
  set_at timestamptz not null
);

-- Tests and certificates an administrator has seen.
create table skill_checks (
  id uuid primary key,
  user_id uuid not null,
  skill text not null check (skill = lower(skill)),
  kind text not null check (kind in ('TEST', 'CERTIFICATE')),
  note text not null,
  by_id uuid not null,
  at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create unique index skill_checks_once on skill_checks (user_id, skill, kind) where withdrawn_at is null;

create table personal_goals (
  user_id uuid not null,
  id uuid not null,
  title text not null,
  target integer not null check (target >= 1),
  progress integer not null default 0 check (progress >= 0),
  state text not null check (state in ('ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (user_id, id),
  check (state <> 'COMPLETED' or progress >= target)
);

-- Every step of a goal.
create table personal_goal_steps (
  user_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  event text not null,
  from_state text,
  to_state text not null,
  at timestamptz not null,
  primary key (user_id, id)
);

create table portfolio_items (
  user_id uuid not null,
  id uuid not null,
  title text not null,
  description text not null,
  url text,
  skills text[] not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (user_id, id)
);
