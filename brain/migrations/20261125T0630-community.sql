-- Channels and messages, ideas, polls, kudos, connections, endorsements, the feed, support and moderation.

-- A channel belongs to everybody, to a venture, to a team, or to two people. Its row is locked by whatever is said in it:
-- seq orders the messages, change counts every change of any of them.
create table channels (
  id uuid primary key,
  scope text not null check (scope in ('PLATFORM', 'VENTURE', 'TEAM', 'DIRECT')),
  scope_id uuid,
  person_a uuid,
  person_b uuid,
  name text not null,
  purpose text not null default '',
  posting text not null default 'EVERYBODY' check (posting in ('EVERYBODY', 'ANNOUNCEMENTS')),
  archived_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  last_seq bigint not null default 0,
  last_change bigint not null default 0,
  -- The time of the last message; of the opening while there is none.
  active_at timestamptz not null,
  last_message_at timestamptz,
  version integer not null default 1,
  check ((scope in ('VENTURE', 'TEAM')) = (scope_id is not null)),
  check ((scope = 'DIRECT') = (person_a is not null and person_b is not null)),
  check (person_a < person_b)
);
create unique index channels_one_pair on channels (person_a, person_b) where scope = 'DIRECT';
create index channels_person_b on channels (person_b) where scope = 'DIRECT';
create unique index channels_one_name on channels (scope, coalesce(scope_id, '00000000-0000-0000-0000-000000000000'), lower(name))
  where scope <> 'DIRECT';
create index channels_scope on channels (scope, scope_id);

create table channel_messages (
  id uuid primary key,
  channel_id uuid not null references channels on delete cascade,
  seq bigint not null,
  change bigint not null,
  author_id uuid not null,
  -- Made by the sender's device: sent twice it is one message.
  client_id uuid not null,
  kind text not null check (kind in ('GENERAL', 'ANNOUNCEMENT', 'QUESTION', 'UPDATE', 'CELEBRATION')),
  body text not null check (length(body) <= 4000),
  mentions uuid[] not null default '{}',
  parent_id uuid references channel_messages on delete cascade,
  replies integer not null default 0 check (replies >= 0),
  accepted_id uuid,
  created_at timestamptz not null,
  edited_at timestamptz,
  -- The text goes with the deletion; what moderators hid can come back.
  deleted_at timestamptz,
  deleted_by uuid,
  hidden_at timestamptz,
  version integer not null default 1,
  search tsvector not null generated always as (to_tsvector('simple', body)) stored,
  check (deleted_at is null or body = ''),
  unique (channel_id, seq),
  unique (channel_id, author_id, client_id)
);
create index channel_messages_change on channel_messages (channel_id, change);
create index channel_messages_thread on channel_messages (parent_id, seq) where parent_id is not null;
create index channel_messages_search on channel_messages using gin (search);
create index channel_messages_author on channel_messages (author_id);

create table message_reactions (
  message_id uuid not null references channel_messages on delete cascade,
  user_id uuid not null,
  reaction text not null,
  at timestamptz not null,
  primary key (message_id, user_id, reaction)
);

create table channel_readers (
  user_id uuid not null,
  channel_id uuid not null references channels on delete cascade,
  read_seq bigint not null,
  at timestamptz not null,
  primary key (user_id, channel_id)
);

create table ideas (
  id uuid primary key,
  venture_id uuid,
  author_id uuid not null,
  title text not null,
  body text not null,
  tags text[] not null,
  impact integer not null check (impact between 1 and 5),
  effort integer not null check (effort between 1 and 5),
  state text not null check (state in ('OPEN', 'UNDER_REVIEW', 'ACCEPTED', 'REJECTED', 'DONE')),
  decision_reason text,
  decided_by uuid,
  votes integer not null default 0 check (votes >= 0),
  hidden_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1
);
create index ideas_scope on ideas (venture_id, id);
create index ideas_author on ideas (author_id);

create table idea_votes (
  idea_id uuid not null references ideas on delete cascade,
  user_id uuid not null,
  at timestamptz not null,
  primary key (idea_id, user_id)
);

create table polls (
  id uuid primary key,
  venture_id uuid,
  author_id uuid not null,
  question text not null,
  options text[] not null check (cardinality(options) between 2 and 10),
  closes_at timestamptz not null,
  hidden_at timestamptz,
  created_at timestamptz not null
);
create index polls_scope on polls (venture_id, id);

-- A vote is for good.
create table poll_votes (
  poll_id uuid not null references polls on delete cascade,
  user_id uuid not null,
  option integer not null check (option between 0 and 9),
  at timestamptz not null,
  primary key (poll_id, user_id)
);

create table kudos (
  id uuid primary key,
  venture_id uuid,
  from_id uuid not null,
  to_id uuid not null,
  category text not null check (category in ('TEAMWORK', 'LEADERSHIP', 'CREATIVITY', 'RELIABILITY', 'HELPFULNESS', 'CRAFT')),
  body text not null,
  hidden_at timestamptz,
  created_at timestamptz not null,
  check (from_id <> to_id)
);
create index kudos_to on kudos (to_id, id);
create index kudos_scope on kudos (venture_id, id);

-- One row a pair, whoever asked.
create table connections (
  id uuid primary key,
  person_a uuid not null,
  person_b uuid not null,
  asked_by uuid not null,
  state text not null check (state in ('PENDING', 'ACCEPTED', 'REJECTED')),
  message text not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  check (person_a < person_b),
  check (asked_by in (person_a, person_b)),
  check ((state = 'PENDING') = (answered_at is null)),
  unique (person_a, person_b)
);
create index connections_b on connections (person_b);

create table endorsements (
  id uuid primary key,
  from_id uuid not null,
  to_id uuid not null,
  skill text not null,
  -- Of what the weight was made, as it stood when it was given; 1 once the other answers within seven days.
  weight integer not null check (weight between 1 and 5),
  note text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  check (from_id <> to_id)
);
create unique index endorsements_once on endorsements (from_id, to_id, lower(skill)) where withdrawn_at is null;
create index endorsements_to on endorsements (to_id, id) where withdrawn_at is null;

-- The read model of the feed, made from events. rank = the time in milliseconds + what urgency adds.
create table feed_items (
  id uuid primary key,
  kind text not null check (kind in ('WIN', 'MILESTONE', 'HELP', 'KUDOS', 'IDEA', 'POLL', 'SPRINT', 'ANNOUNCEMENT')),
  subject_id uuid not null,
  venture_id uuid,
  actor_id uuid,
  to_id uuid,
  code text not null,
  title text not null,
  body text not null,
  link text not null,
  at timestamptz not null,
  urgency_hours double precision not null,
  rank bigint not null,
  -- A reader who pages through does not meet what was ranked anew after their first page.
  ranked_at timestamptz not null,
  gone boolean not null default false,
  unique nulls not distinct (kind, subject_id, code, venture_id)
);
create index feed_items_platform on feed_items (rank desc, id desc) where venture_id is null and not gone;
create index feed_items_venture on feed_items (venture_id, rank desc, id desc) where venture_id is not null and not gone;
create index feed_items_subject on feed_items (subject_id);

create table support_requests (
  id uuid primary key,
  user_id uuid not null,
  subject text not null,
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  state text not null check (state in ('OPEN', 'ANSWERED', 'CLOSED')),
  priority_support boolean not null,
  answer_due_at timestamptz,
  closed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  check ((state = 'CLOSED') = (closed_at is not null)),
  check ((state = 'OPEN') = (answer_due_at is not null))
);
create index support_requests_own on support_requests (user_id, id);
create index support_requests_due on support_requests (answer_due_at, id) where state = 'OPEN';

create table support_messages (
  id uuid primary key,
  request_id uuid not null references support_requests on delete cascade,
  author_id uuid not null,
  by_hub boolean not null,
  body text not null,
  at timestamptz not null
);
create index support_messages_request on support_messages (request_id, id);

-- One open case a subject; whoever reports it joins the case.
create table moderation_cases (
  id uuid primary key,
  kind text not null check (kind in ('MESSAGE', 'IDEA', 'POLL', 'KUDOS', 'PROFILE')),
  subject_id uuid not null,
  author_id uuid not null,
  excerpt text not null,
  state text not null check (state in ('OPEN', 'DECIDED', 'APPEALED', 'CLOSED')),
  measure text check (measure in ('DISMISS', 'HIDE', 'WARN', 'SUSPEND')),
  reason text,
  decided_by uuid,
  decided_at timestamptz,
  appeal text,
  appealed_at timestamptz,
  appeal_reason text,
  appeal_by uuid,
  overturned boolean,
  opened_at timestamptz not null,
  version integer not null default 1,
  check ((state = 'OPEN') = (decided_at is null)),
  check ((decided_at is null) = (measure is null)),
  check (decided_at is null or reason is not null)
);
create unique index moderation_cases_one_open on moderation_cases (kind, subject_id) where state = 'OPEN';
create index moderation_cases_author on moderation_cases (author_id, id);
create index moderation_cases_state on moderation_cases (state, id);

create table abuse_reports (
  id uuid primary key,
  case_id uuid not null references moderation_cases on delete cascade,
  reporter_id uuid not null,
  reason text not null check (reason in ('HARASSMENT', 'SPAM', 'SCAM', 'HATE', 'PRIVATE_DATA', 'ILLEGAL', 'OTHER')),
  body text not null,
  at timestamptz not null,
  unique (case_id, reporter_id)
);
create index abuse_reports_own on abuse_reports (reporter_id, id);

-- The history of every machine here: who moved what, and why.
create table community_log (
  id uuid primary key,
  entity text not null,
  entity_id uuid not null,
  event text not null,
  from_state text,
  to_state text not null,
  actor_id uuid,
  reason text,
  at timestamptz not null
);
create index community_log_entity on community_log (entity_id, id);

-- What everybody finds on the first day.
insert into channels (id, scope, name, purpose, posting, created_at, active_at) values
  ('01930000-0000-7000-8000-000000000001', 'PLATFORM', 'General', 'Whatever concerns everybody.', 'EVERYBODY', now(), now()),
  ('01930000-0000-7000-8000-000000000002', 'PLATFORM', 'Announcements', 'News of the hub.', 'ANNOUNCEMENTS', now(), now()),
  ('01930000-0000-7000-8000-000000000003', 'PLATFORM', 'Help', 'Ask, and answer others.', 'EVERYBODY', now(), now());
