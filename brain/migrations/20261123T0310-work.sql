-- Work in a venture: phases, launch plans, sprints, tasks, check-ins, risks, contributions, meetings.

-- One row a venture, locked by what may happen once at a time in it.
create table work_ventures (
  venture_id uuid primary key,
  -- The phase a stalled venture goes back to, and the one a funding round was opened in.
  kept_phase text,
  origin_phase text,
  phase_since timestamptz
);

-- What happened, newest first: the history of every machine, and the feed that members read.
create table work_log (
  venture_id uuid not null,
  id uuid not null,
  entity text not null,
  entity_id uuid not null,
  -- What it was called at that time.
  subject text not null,
  event text not null,
  from_state text,
  to_state text,
  actor_id uuid,
  reason text,
  at timestamptz not null,
  primary key (venture_id, id)
);
create index work_log_entity on work_log (venture_id, entity_id, id desc);

create table work_evidence (
  venture_id uuid not null,
  id uuid not null,
  title text not null,
  note text not null,
  link text,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (venture_id, id)
);

-- Agreements of the venture that are in force: an exit is concluded by such.
create table work_agreements (
  venture_id uuid not null,
  document_id uuid not null,
  primary key (venture_id, document_id)
);

create table launch_plans (
  venture_id uuid not null,
  id uuid not null,
  attempt integer not null check (attempt > 0),
  state text not null check (state in ('RUNNING', 'DECISION_DUE', 'SCALED', 'PIVOTED', 'KILLED')),
  started_on date not null,
  ends_on date not null,
  started_by uuid not null,
  extended_days integer not null default 0 check (extended_days between 0 and 7),
  extension_reason text,
  due_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  -- Reasons and the evidence of the beta.
  decision jsonb,
  reminders integer not null default 0 check (reminders between 0 and 7),
  reminded_on date,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (venture_id, id),
  check (ends_on >= started_on),
  unique (venture_id, attempt)
);
create unique index launch_plans_one_open on launch_plans (venture_id) where state in ('RUNNING', 'DECISION_DUE');
create index launch_plans_watch on launch_plans (id) where state in ('RUNNING', 'DECISION_DUE');

create table work_milestones (
  venture_id uuid not null,
  id uuid not null,
  -- Null for one that belongs to no launch plan.
  plan_id uuid,
  phase text check (phase in ('FOUNDATION', 'SPRINT_1', 'SPRINT_2', 'LAUNCH_PREP')),
  title text not null,
  description text not null,
  priority integer not null check (priority between 1 and 5),
  due_on date not null,
  state text not null check (state in ('PENDING', 'IN_PROGRESS', 'BLOCKED', 'COMPLETED')),
  completed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (venture_id, id),
  check ((plan_id is null) = (phase is null)),
  check ((state = 'COMPLETED') = (completed_at is not null)),
  foreign key (venture_id, plan_id) references launch_plans
);
create index work_milestones_due on work_milestones (venture_id, due_on, id);

create table work_sprints (
  venture_id uuid not null,
  id uuid not null,
  name text not null,
  goal text not null,
  state text not null check (state in ('PLANNING', 'ACTIVE', 'COMPLETED', 'CANCELLED')),
  starts_on date not null,
  days integer not null check (days between 1 and 30),
  capacity_hours integer not null check (capacity_hours between 1 and 168),
  -- Open points when it was started.
  committed_points integer not null default 0,
  started_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (venture_id, id)
);
create unique index work_sprints_one_active on work_sprints (venture_id) where state = 'ACTIVE';

create table work_tasks (
  venture_id uuid not null,
  id uuid not null,
  sprint_id uuid,
  title text not null,
  description text not null,
  kind text not null check (kind in ('CODE', 'DESIGN', 'GROWTH', 'OPS', 'SALES', 'LEGAL', 'FINANCE', 'STRATEGY', 'RESEARCH', 'OTHER')),
  priority integer not null check (priority between 1 and 5),
  points integer not null check (points >= 1),
  estimated_minutes integer check (estimated_minutes >= 0),
  actual_minutes integer check (actual_minutes >= 0),
  due_on date,
  assignee_id uuid,
  state text not null check (state in ('TODO', 'IN_PROGRESS', 'REVIEW', 'DONE')),
  -- Place on the board: a task between two others gets the middle.
  position double precision not null check (position > 0),
  done_at timestamptz,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (venture_id, id),
  check ((state = 'DONE') = (done_at is not null)),
  foreign key (venture_id, sprint_id) references work_sprints
);
create unique index work_tasks_board on work_tasks (venture_id, position);
create index work_tasks_sprint on work_tasks (venture_id, sprint_id) where sprint_id is not null;
create index work_tasks_due on work_tasks (venture_id, due_on) where due_on is not null;
create index work_tasks_done on work_tasks (venture_id, done_at) where done_at is not null;

-- The first blocks the second: until it is done, the second cannot be.
create table work_task_links (
  venture_id uuid not null,
  blocker_id uuid not null,
  blocked_id uuid not null,
  primary key (venture_id, blocker_id, blocked_id),
  check (blocker_id <> blocked_id),
  foreign key (venture_id, blocker_id) references work_tasks,
  foreign key (venture_id, blocked_id) references work_tasks
);
create index work_task_links_blocked on work_task_links (venture_id, blocked_id);

-- Every change of the points in a sprint; its sums are the burndown, exact on each day whatever was added or taken out.
create table work_sprint_points (
  venture_id uuid not null,
  sprint_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  open_delta integer not null,
  done_delta integer not null,
  at timestamptz not null,
  primary key (venture_id, sprint_id, id)
);

create table work_comments (
  venture_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  author_id uuid not null,
  text text not null,
  created_at timestamptz not null,
  primary key (venture_id, id),
  foreign key (venture_id, task_id) references work_tasks
);
create index work_comments_task on work_comments (venture_id, task_id, id);

create table work_contributions (
  venture_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  author_id uuid not null,
  state text not null check (state in ('PENDING', 'CHANGES_REQUESTED', 'APPROVED', 'REJECTED')),
  note text not null,
  effort_minutes integer not null check (effort_minutes > 0),
  impact integer not null check (impact between 1 and 5),
  proposed_points integer not null check (proposed_points >= 1),
  -- A share of the equity that was thought of, in 10⁻⁶ percent.
  proposed_part integer check (proposed_part between 0 and 100000000),
  quality integer check (quality between 1 and 5),
  collaboration integer check (collaboration between 1 and 5),
  final_points integer check (final_points >= 1),
  final_part integer check (final_part between 0 and 100000000),
  -- Points × quality ÷ 5, in tenths: whole, whatever the two are.
  points_tenths integer generated always as (final_points * quality * 2) stored,
  reviewer_id uuid check (reviewer_id <> author_id),
  review_comment text,
  reviewed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (venture_id, id),
  check (state <> 'APPROVED' or (quality is not null and collaboration is not null and final_points is not null and reviewer_id is not null and reviewed_at is not null)),
  foreign key (venture_id, task_id) references work_tasks
);
create unique index work_contributions_id on work_contributions (id);
create unique index work_contributions_one_a_task on work_contributions (venture_id, task_id) where state <> 'REJECTED';
create index work_contributions_approved on work_contributions (venture_id, reviewed_at) where state = 'APPROVED';

create table work_checkins (
  venture_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  -- The day on the member's own calendar.
  day date not null,
  done text not null,
  next text not null,
  blockers text not null,
  mood integer not null check (mood between 1 and 5),
  blocked_at timestamptz,
  cleared_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (venture_id, id),
  check ((blockers = '') = (blocked_at is null)),
  check (cleared_at is null or cleared_at >= blocked_at)
);
create unique index work_checkins_once_a_day on work_checkins (venture_id, user_id, day);
create index work_checkins_time on work_checkins (venture_id, created_at);

create table work_risks (
  venture_id uuid not null,
  id uuid not null,
  title text not null,
  description text not null,
  category text not null check (category in ('TECHNICAL', 'MARKET', 'TEAM', 'FINANCIAL', 'LEGAL', 'OPERATIONAL')),
  impact integer not null check (impact between 1 and 5),
  probability integer not null check (probability between 1 and 5),
  score integer generated always as (impact * probability) stored,
  owner_id uuid not null,
  mitigation text not null,
  state text not null check (state in ('OPEN', 'MITIGATED', 'CLOSED')),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (venture_id, id)
);
-- Every change of the sum of the scores of open risks.
create table work_exposure (
  venture_id uuid not null,
  id uuid not null,
  risk_id uuid not null,
  delta integer not null,
  at timestamptz not null,
  primary key (venture_id, id)
);

create table work_meetings (
  venture_id uuid not null,
  id uuid not null,
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
  primary key (venture_id, id)
);
create index work_meetings_time on work_meetings (venture_id, starts_at, id);
create table work_meeting_answers (
  venture_id uuid not null,
  meeting_id uuid not null,
  user_id uuid not null,
  answer text check (answer in ('YES', 'NO', 'MAYBE')),
  answered_at timestamptz,
  primary key (venture_id, meeting_id, user_id),
  foreign key (venture_id, meeting_id) references work_meetings
);

-- Who was reminded of the check-in of which day.
create table work_checkin_reminders (
  venture_id uuid not null,
  user_id uuid not null,
  day date not null,
  primary key (venture_id, user_id, day)
);
