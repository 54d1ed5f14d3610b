-- Accounts and profiles. An erased account keeps its row under a placeholder name, so that what others share with it
-- (documents, holdings, audit) still has somebody to point at.
create table users (
  id uuid primary key,
  -- Lower case: an address is one person, however it is written.
  email text not null constraint users_email unique check (email = lower(email)),
  slug text not null constraint users_slug unique,
  name text not null,
  headline text not null default '',
  biography text not null default '',
  years_of_experience integer,
  location text not null default '',
  website text,
  interests text[] not null default '{}',
  hours_per_week integer,
  photo_file_id uuid,
  time_zone text not null,
  locale text not null,
  theme text not null default 'AUTO' check (theme in ('AUTO', 'LIGHT', 'DARK')),
  status text not null check (status in ('PENDING', 'ACTIVE', 'INACTIVE', 'SUSPENDED', 'BANNED', 'CLOSING', 'ERASED')),
  email_verified_at timestamptz,
  identity_verified boolean not null default false,
  visibility text not null default 'MEMBERS' check (visibility in ('PUBLIC', 'MEMBERS', 'PRIVATE')),
  show_activity boolean not null default true,
  show_skills boolean not null default true,
  show_reputation boolean not null default true,
  share_equity_with_hub boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null,
  -- When an account under closure is erased.
  closing_at timestamptz,
  check ((status = 'CLOSING') = (closing_at is not null))
);
create index users_listed on users (lower(name), id) where status = 'ACTIVE' and visibility <> 'PRIVATE';
create index users_unverified on users (created_at) where status = 'PENDING';
create index users_closing on users (closing_at) where status = 'CLOSING';
create index users_photos on users (photo_file_id) where photo_file_id is not null;

create table user_skills (
  user_id uuid not null references users (id),
  id uuid not null,
  name text not null,
  level integer not null check (level between 1 and 5),
  years integer not null check (years between 0 and 60),
  verified boolean not null default false,
  created_at timestamptz not null,
  primary key (user_id, id)
);
create unique index user_skills_name on user_skills (user_id, lower(name));
create index user_skills_search on user_skills (lower(name));

-- Each consent stands by itself; the log keeps every change with time, version and source.
create table user_consents (
  user_id uuid not null references users (id),
  kind text not null check (kind in ('PLATFORM_TERMS', 'PRIVACY', 'COOKIES', 'MARKETING', 'BEHAVIOUR_ANALYTICS')),
  state text not null check (state in ('PENDING', 'GRANTED', 'REVOKED', 'EXPIRED')),
  version text,
  source text,
  changed_at timestamptz,
  primary key (user_id, kind)
);

create table user_consent_log (
  user_id uuid not null references users (id),
  id uuid not null,
  kind text not null,
  state text not null,
  version text,
  source text,
  changed_at timestamptz not null,
  primary key (user_id, id)
);

-- Every step of the account state machine.
create table user_history (
  user_id uuid not null references users (id),
  id uuid not null,
  from_state text,
  to_state text not null,
  event text not null,
  actor_id uuid,
  at timestamptz not null,
  reason text,
  primary key (user_id, id)
);
