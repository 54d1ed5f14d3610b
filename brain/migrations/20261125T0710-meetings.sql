-- Meetings of teams, and private ones. Those of ventures are in work_meetings.

create table meetings (
  id uuid primary key,
  scope text not null check (scope in ('TEAM', 'PRIVATE')),
  team_id uuid,
  title text not null,
  agenda text not null,
  place text not null,
  starts_at timestamptz not null,
  length_minutes integer not null check (length_minutes between 5 and 1440),
  organiser_id uuid not null,
  state text not null check (state in ('SCHEDULED', 'DONE', 'CANCELLED')),
  notes text not null default '',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((scope = 'TEAM') = (team_id is not null))
);
create index meetings_team on meetings (team_id, starts_at, id) where team_id is not null;
create index meetings_organiser on meetings (organiser_id);
create table meeting_attendees (
  meeting_id uuid not null references meetings,
  user_id uuid not null,
  attendance text not null check (attendance in ('INVITED', 'ACCEPTED', 'DECLINED')),
  answered_at timestamptz,
  primary key (meeting_id, user_id)
);
create index meeting_attendees_person on meeting_attendees (user_id, meeting_id);
