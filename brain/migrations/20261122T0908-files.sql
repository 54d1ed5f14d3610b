-- Files of people. A row is written only after the bytes lie safely in storage; bytes without a row are swept up.
create table files (
  id uuid primary key,
  owner_id uuid not null,
  name text not null,
  -- Found from the content, never taken from the sender.
  media_type text not null,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  purpose text not null check (purpose in ('PHOTO', 'EXPORT', 'GENERAL')),
  state text not null check (state in ('UPLOADED', 'SCANNING', 'READY', 'QUARANTINED')),
  -- When the present state began: a scan that was cut off by a crash is found by it.
  state_at timestamptz not null,
  finding text,
  storage_key text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz
);
create index files_owner on files (owner_id, id desc);
create index files_unscanned on files (state_at) where state in ('UPLOADED', 'SCANNING');
create index files_expiry on files (expires_at) where expires_at is not null;
create index files_photos on files (created_at) where purpose = 'PHOTO';

-- One-time upload links. The token itself is known to its owner only.
create table file_upload_links (
  token_hash text primary key,
  owner_id uuid not null,
  name text not null,
  size_bytes bigint not null,
  purpose text not null check (purpose in ('PHOTO', 'GENERAL')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index file_upload_links_age on file_upload_links (expires_at);
