-- Opportunities, service offers (their mirror image), applications, and what became of them.

create function opportunity_words(words text[]) returns text
  language sql immutable parallel safe as $$ select array_to_string(words, ' ') $$;

create table opportunities (
  id uuid primary key,
  kind text not null check (kind in ('OPPORTUNITY', 'SERVICE')),
  creator_id uuid not null,
  -- Whose it is when it is bound; null: the creator's own.
  venture_id uuid,
  state text not null check (state in ('DRAFT', 'ACTIVE', 'PAUSED', 'FILLED', 'EXPIRED', 'CANCELLED')),
  title text not null,
  description text not null,
  type text not null,
  engagement text not null,
  -- [{kind, percent?, amountMinor?, currency?, terms}], the main one first.
  rewards jsonb not null,
  reward_kinds text[] not null,
  -- [{name, level}]. Of a service: the skills offered are the required ones.
  required_skills jsonb not null,
  preferred_skills jsonb not null,
  -- The names of both as they are compared: lower case, single spaces.
  skill_names text[] not null,
  hours_per_week integer check (hours_per_week between 1 and 80),
  duration_weeks integer check (duration_weeks between 1 and 260),
  remote boolean not null,
  place text,
  time_zone text,
  years_needed integer check (years_needed between 0 and 60),
  industry text,
  tags text[] not null,
  places integer not null check (places between 1 and 50),
  taken integer not null default 0,
  seat_role text not null check (seat_role in ('CO_OWNER', 'LEAD', 'CONTRIBUTOR', 'ADVISER')),
  nda_required boolean not null,
  open_days integer not null check (open_days between 1 and 90),
  visibility text not null check (visibility in ('PUBLIC', 'MEMBER_ONLY', 'SUBSCRIBER_ONLY', 'VENTURE_ONLY', 'PRIVATE')),
  -- Why it was cancelled.
  reason text,
  version integer not null default 1,
  created_at timestamptz not null,
  -- Of the content or the state: who keeps an index reads on from here.
  changed_at timestamptz not null,
  published_at timestamptz,
  expires_at timestamptz,
  ended_at timestamptz,
  -- What may be searched by everybody who sees the card, and by those its details are open to.
  card_search tsvector not null generated always as (
    setweight(to_tsvector('english', title), 'A')
    || setweight(to_tsvector('english', opportunity_words(skill_names) || ' ' || opportunity_words(tags)), 'B')
  ) stored,
  full_search tsvector not null generated always as (
    setweight(to_tsvector('english', title), 'A')
    || setweight(to_tsvector('english', opportunity_words(skill_names) || ' ' || opportunity_words(tags)), 'B')
    || setweight(to_tsvector('english', description), 'C')
  ) stored,
  check (taken between 0 and places),
  check (visibility <> 'VENTURE_ONLY' or venture_id is not null),
  check ((state = 'DRAFT' or state = 'CANCELLED') or (published_at is not null and expires_at is not null))
);
create index opportunities_open on opportunities (kind, published_at desc, id desc) where state = 'ACTIVE';
create index opportunities_closing on opportunities (expires_at, id) where state in ('ACTIVE', 'PAUSED');
create index opportunities_creator on opportunities (creator_id, id desc);
create index opportunities_venture on opportunities (venture_id, id desc) where venture_id is not null;
create index opportunities_changed on opportunities (changed_at, id);
create index opportunities_card_search on opportunities using gin (card_search) where state = 'ACTIVE';
create index opportunities_full_search on opportunities using gin (full_search) where state = 'ACTIVE';
create index opportunities_skills on opportunities using gin (skill_names) where state = 'ACTIVE';

-- People asked to apply. What is PRIVATE is seen by these.
create table opportunity_invitations (
  opportunity_id uuid not null references opportunities on delete cascade,
  user_id uuid not null,
  invited_by uuid not null,
  message text not null,
  invited_at timestamptz not null,
  primary key (opportunity_id, user_id)
);
create index opportunity_invitations_user on opportunity_invitations (user_id, opportunity_id);

create table opportunity_applications (
  id uuid primary key,
  opportunity_id uuid not null references opportunities,
  applicant_id uuid not null,
  state text not null check (state in ('PENDING', 'REVIEWING', 'ACCEPTED', 'REJECTED', 'WITHDRAWN', 'EXPIRED')),
  cover_letter text not null,
  skills jsonb not null,
  experience text not null,
  availability text not null,
  motivation text not null,
  bid_minor bigint check (bid_minor > 0),
  bid_currency text check (bid_currency ~ '^[A-Z]{3}$'),
  nda_accepted_at timestamptz,
  -- What was charged, by its code of the price list; null when it was free.
  charged text,
  -- The transparent score's components at this moment, {skills, experience, …}: training data of the learned ranker.
  components jsonb,
  reason text,
  -- What the acceptance created.
  collaboration text check (collaboration in ('VENTURE_INVITATION', 'VENTURE_MEMBER', 'AGREEMENT')),
  invitation_id uuid,
  document_id uuid,
  decided_by uuid,
  created_at timestamptz not null,
  opened_at timestamptz,
  -- When it reached the state it ended in.
  decided_at timestamptz,
  check ((bid_minor is null) = (bid_currency is null)),
  check ((state = 'ACCEPTED') = (collaboration is not null)),
  check ((state in ('PENDING', 'REVIEWING')) = (decided_at is null))
);
-- One live application per person and opportunity; whoever was accepted does not apply again.
create unique index opportunity_applications_live on opportunity_applications (opportunity_id, applicant_id)
  where state in ('PENDING', 'REVIEWING', 'ACCEPTED');
create index opportunity_applications_opportunity on opportunity_applications (opportunity_id, id desc);
create index opportunity_applications_applicant on opportunity_applications (applicant_id, id desc);
create index opportunity_applications_decided on opportunity_applications (decided_at, id)
  where state in ('ACCEPTED', 'REJECTED');
create index opportunity_applications_document on opportunity_applications (document_id) where document_id is not null;

-- Every step of both machines.
create table opportunity_history (
  opportunity_id uuid not null references opportunities on delete cascade,
  id uuid not null,
  application_id uuid,
  event text not null,
  from_state text,
  to_state text not null,
  actor_id uuid,
  reason text,
  at timestamptz not null,
  primary key (opportunity_id, id)
);

create table opportunity_days (
  opportunity_id uuid not null references opportunities on delete cascade,
  day date not null,
  views integer not null default 0,
  applications integer not null default 0,
  matches integer not null default 0,
  acceptances integer not null default 0,
  primary key (opportunity_id, day)
);

-- Who was counted on a day; kept until the day is over everywhere.
create table opportunity_views (
  opportunity_id uuid not null references opportunities on delete cascade,
  day date not null,
  user_id uuid not null,
  primary key (opportunity_id, day, user_id)
);
create index opportunity_views_day on opportunity_views (day);
