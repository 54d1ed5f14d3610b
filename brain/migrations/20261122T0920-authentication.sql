-- Tables of the authentication library: accounts, credentials, single-use tokens and passkeys. Its own session rows
-- live for one call only (docs/decisions/0004-authentication.md).
create table auth_users (
  id uuid primary key,
  email text not null constraint auth_users_email unique check (email = lower(email)),
  email_verified boolean not null default false,
  -- The library insists on a name; the person's stands in the users module.
  name text not null,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth_accounts (
  id uuid primary key,
  user_id uuid not null references auth_users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index auth_accounts_user on auth_accounts (user_id);

create table auth_verifications (
  id uuid primary key,
  -- SHA-256 of purpose and token.
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_verifications_identifier on auth_verifications (identifier);
create index auth_verifications_expiry on auth_verifications (expires_at);

create table auth_sessions (
  id uuid primary key,
  user_id uuid not null references auth_users (id) on delete cascade,
  token text not null unique,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth_passkeys (
  id uuid primary key,
  user_id uuid not null references auth_users (id) on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null constraint auth_passkeys_credential unique,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz,
  last_used_at timestamptz
);
create index auth_passkeys_user on auth_passkeys (user_id);

-- One-time-code apps, one an account. `last_step` is the time step of the last accepted code: no code counts twice.
create table auth_two_factors (
  user_id uuid primary key references auth_users (id) on delete cascade,
  id uuid not null unique,
  -- AES-256-GCM.
  secret text not null,
  -- Null until the first valid code.
  activated_at timestamptz,
  last_step bigint not null default 0,
  last_used_at timestamptz,
  created_at timestamptz not null
);

create table recovery_codes (
  user_id uuid not null references auth_users (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- What a browser holds. The token is kept as SHA-256 and changes at every refresh.
create table sessions (
  id uuid primary key,
  user_id uuid not null references auth_users (id) on delete cascade,
  token_hash text not null constraint sessions_token unique,
  rotated_at timestamptz,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('LOGOUT', 'REVOKED', 'REPLACED', 'REUSED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'ACCOUNT_CLOSED')),
  ip text,
  agent text not null,
  device text not null,
  step_up_at timestamptz,
  step_up_factor text check (step_up_factor in ('PASSWORD', 'TOTP', 'PASSKEY')),
  check ((ended_at is null) = (end_reason is null)),
  check ((step_up_at is null) = (step_up_factor is null))
);
create index sessions_live on sessions (user_id, last_used_at) where ended_at is null;
create index sessions_ended on sessions (ended_at) where ended_at is not null;

-- Tokens that were exchanged for a successor. Whoever shows one after the grace holds a stolen or copied token.
create table retired_tokens (
  token_hash text primary key,
  session_id uuid not null references sessions (id) on delete cascade,
  retired_at timestamptz not null
);
create index retired_tokens_session on retired_tokens (session_id);
create index retired_tokens_age on retired_tokens (retired_at);

-- Failed attempts in a row, by a keyed hash of the address: known and unknown addresses are locked alike.
create table sign_in_attempts (
  email_hash text primary key,
  failures integer not null,
  locked_until timestamptz,
  updated_at timestamptz not null
);

create table failed_sign_ins (
  id uuid primary key,
  at timestamptz not null,
  user_id uuid,
  ip text not null,
  agent text not null
);
create index failed_sign_ins_at on failed_sign_ins (at);

-- Browser family and network a person has signed in from.
create table known_devices (
  user_id uuid not null references auth_users (id) on delete cascade,
  fingerprint text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (user_id, fingerprint)
);

-- Keys that sign access tokens. The private half is AES-256-GCM; a retired key verifies until `retire_at`.
create table token_keys (
  kid text primary key,
  public_jwk jsonb not null,
  private_key text not null,
  created_at timestamptz not null,
  retire_at timestamptz
);
create unique index token_keys_current on token_keys ((true)) where retire_at is null;

-- Who was appointed to an administrative rung, by whom and why.
create table appointments (
  id uuid primary key,
  user_id uuid not null,
  rung integer not null check (rung between 9 and 12),
  -- Null for the first super administrator, whom the installation names.
  appointed_by uuid,
  at timestamptz not null,
  reason text not null,
  dismissed_at timestamptz,
  dismissed_by uuid
);
create unique index appointments_held on appointments (user_id, rung) where dismissed_at is null;
