-- Matching: what people look for, what was suggested to whom and what came of it, saved searches and what they told.

create table match_preferences (
  user_id uuid primary key,
  types text[] not null default '{}',
  engagements text[] not null default '{}',
  rewards text[] not null default '{}',
  languages text[] not null default '{}',
  open_to_offers boolean not null default true,
  -- Neither suggested to anybody nor given suggestions.
  opted_out boolean not null default false,
  opted_out_at timestamptz,
  updated_at timestamptz not null,
  check (opted_out = (opted_out_at is not null))
);
create index match_preferences_silent on match_preferences (user_id) where opted_out or not open_to_offers;

create table matches (
  id uuid primary key,
  user_id uuid not null,
  opportunity_id uuid not null references opportunities on delete cascade,
  state text not null check (state in ('SUGGESTED', 'VIEWED', 'APPLIED', 'ACCEPTED', 'REJECTED', 'IGNORED')),
  -- As they were when the match was made: what a learned order is trained on later.
  score double precision not null check (score between 0 and 1),
  wish double precision not null check (wish between 0 and 1),
  components jsonb not null,
  ranking text not null,
  place integer not null check (place > 0),
  suggested_at timestamptz not null,
  viewed_at timestamptz,
  applied_at timestamptz,
  answered_at timestamptz,
  hidden_at timestamptz,
  hidden_reason text,
  liked boolean not null default false,
  constraint matches_once unique (user_id, opportunity_id),
  check ((state = 'IGNORED') = (hidden_at is not null))
);
create index matches_of_person on matches (user_id, id desc);
create index matches_of_opportunity on matches (opportunity_id, suggested_at);

create table saved_searches (
  user_id uuid not null,
  id uuid not null,
  name text not null,
  filters jsonb not null,
  frequency text not null check (frequency in ('INSTANT', 'DAILY', 'OFF')),
  -- What was published before is not told: the person saw it when saving.
  since timestamptz not null,
  checked_at timestamptz not null,
  last_told_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (user_id, id)
);
create unique index saved_searches_name on saved_searches (user_id, lower(name));
create index saved_searches_due on saved_searches (frequency, user_id, checked_at) where frequency <> 'OFF';

-- An opportunity is told to a person once, whichever search found it.
create table search_alerts (
  user_id uuid not null,
  opportunity_id uuid not null references opportunities on delete cascade,
  search_id uuid not null,
  told_at timestamptz not null,
  primary key (user_id, opportunity_id)
);
create index search_alerts_search on search_alerts (user_id, search_id);

-- Every Brain keeps people and opportunities in memory, to rank them. Whatever they are ranked by announces its change
-- here, with the commit that makes it: p a person, o an opportunity, v the opportunities of a venture.
create function announce_for_matching() returns trigger language plpgsql as $$
declare
  row_now jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  perform pg_notify('matching', tg_argv[0] || (row_now ->> tg_argv[1]));
  return null;
end $$;
create trigger users_matching after update of status, visibility, show_skills, years_of_experience, location, interests,
  hours_per_week, time_zone on users for each row execute function announce_for_matching('p', 'id');
create trigger user_skills_matching after insert or update or delete on user_skills
  for each row execute function announce_for_matching('p', 'user_id');
create trigger access_facts_matching after insert or update on access_facts for each row
  when (new.kind <> 'SESSION_ENDED') execute function announce_for_matching('p', 'user_id');
create trigger access_facts_matching_end after delete on access_facts for each row
  when (old.kind <> 'SESSION_ENDED') execute function announce_for_matching('p', 'user_id');
create trigger match_preferences_matching after insert or update or delete on match_preferences
  for each row execute function announce_for_matching('p', 'user_id');
create trigger opportunities_matching after insert or update or delete on opportunities
  for each row execute function announce_for_matching('o', 'id');
create trigger opportunity_invitations_matching after insert or delete on opportunity_invitations
  for each row execute function announce_for_matching('o', 'opportunity_id');
create trigger ventures_matching after update of phase on ventures
  for each row execute function announce_for_matching('v', 'id');
