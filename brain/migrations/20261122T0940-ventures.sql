create table ventures (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  purpose text not null,
  description text not null,
  industry text not null,
  tags text[] not null,
  team_size_wanted integer not null check (team_size_wanted between 1 and 50),
  data_residency text not null,
  default_tier integer not null check (default_tier between 0 and 3),
  tier_ceiling integer not null check (tier_ceiling between default_tier and 3),
  personal_data boolean not null,
  health_data boolean not null,
  skills_wanted jsonb not null,
  reward_kind text not null,
  hub_services boolean not null,
  visibility text not null check (visibility in ('INVITE_ONLY', 'PRIVATE', 'PUBLIC')),
  status text not null check (status in ('DRAFT', 'PENDING_CONTRACTS', 'PENDING_APPROVAL', 'ACTIVE', 'PAUSED', 'SUSPENDED', 'CLOSED')),
  phase text,
  owner_id uuid not null,
  approvals_due text[] not null default '{}',
  -- Since when the owner has lacked rung 4; 30 days later the venture is paused.
  owner_lapsed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_at timestamptz,
  activated_at timestamptz,
  closed_at timestamptz
);
create unique index ventures_name on ventures (lower(name));
create index ventures_open on ventures (visibility, id desc) where status in ('ACTIVE', 'PAUSED');
create index ventures_owner on ventures (owner_id);

create table venture_members (
  venture_id uuid not null references ventures on delete cascade,
  user_id uuid not null,
  role text not null check (role in ('OWNER', 'CO_OWNER', 'LEAD', 'CONTRIBUTOR', 'ADVISER', 'INVESTOR', 'OBSERVER')),
  state text not null check (state in ('JOINING', 'ACTIVE', 'LAPSED')),
  joined_at timestamptz not null,
  primary key (venture_id, user_id)
);
create unique index venture_members_one_owner on venture_members (venture_id) where role = 'OWNER';
create index venture_members_user on venture_members (user_id, venture_id);

create table venture_invitations (
  id uuid primary key,
  venture_id uuid not null references ventures on delete cascade,
  email text not null,
  role text not null,
  message text not null,
  state text not null check (state in ('PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'EXPIRED')),
  -- SHA-256 of the token in the mail.
  token_hash text not null unique,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create unique index venture_invitations_open on venture_invitations (venture_id, email) where state = 'PENDING';
create index venture_invitations_email on venture_invitations (email, id desc);
create index venture_invitations_due on venture_invitations (expires_at) where state = 'PENDING';

create table venture_history (
  id uuid primary key,
  venture_id uuid not null references ventures on delete cascade,
  from_status text,
  to_status text not null,
  event text not null,
  actor_id uuid,
  reason text,
  at timestamptz not null
);
create index venture_history_venture on venture_history (venture_id, id desc);
