-- Passing a venture on. The document carries the consent of both; roles change when it is in force.
create table ownership_transfers (
  id uuid primary key,
  venture_id uuid not null references ventures on delete cascade,
  from_id uuid not null,
  to_id uuid not null,
  document_id uuid not null unique,
  message text not null,
  state text not null check (state in ('WAITING', 'PASSED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'FAILED')),
  reason text,
  sign_by date not null,
  started_at timestamptz not null,
  decided_at timestamptz
);
create unique index ownership_transfers_one_open on ownership_transfers (venture_id) where state = 'WAITING';
create index ownership_transfers_venture on ownership_transfers (venture_id, id desc);

-- Files of a venture. The bytes lie in the file storage, in the name of the venture.
create table venture_files (
  file_id uuid primary key,
  venture_id uuid not null references ventures on delete cascade,
  tier integer not null check (tier between 0 and 3),
  note text not null,
  added_by uuid not null,
  added_at timestamptz not null
);
create index venture_files_venture on venture_files (venture_id, file_id desc);
