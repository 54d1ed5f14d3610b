-- Cap tables: who owns what of a venture, as an append-only log of Open Cap Format objects.
create table cap_tables (
  venture_id uuid primary key,
  model text not null check (model in ('FIXED', 'DYNAMIC', 'HYBRID')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- The last entry of the log.
  head_seq integer not null default 0,
  created_at timestamptz not null
);

create table cap_entries (
  venture_id uuid not null references cap_tables,
  seq integer not null check (seq > 0),
  -- The first entry of those that were written together and hold together only.
  batch integer not null,
  object_id text not null,
  object_type text not null,
  date date,
  -- As it was made or imported, to the letter.
  body json not null,
  -- Why an imported object is not counted; it is kept and exported again.
  set_aside text,
  actor_id uuid,
  -- The document it rests on.
  document_id uuid,
  recorded_at timestamptz not null,
  primary key (venture_id, seq)
);
-- A transaction is recorded once; stakeholders, classes and plans may have later versions.
create unique index cap_entries_transaction on cap_entries (venture_id, object_id) where date is not null;
create index cap_entries_aside on cap_entries (venture_id, seq) where set_aside is not null;

create function cap_entries_keep() returns trigger language plpgsql as $$
begin
  raise exception 'the log of a cap table is never changed';
end $$;
create trigger cap_entries_keep before update or delete or truncate on cap_entries
  for each statement execute function cap_entries_keep();

-- Who a stakeholder of the table is on the platform, and the class of holders that counts for the framework.
create table cap_holders (
  venture_id uuid not null references cap_tables,
  stakeholder_id text not null,
  holder_class text not null check (holder_class in ('OWNER', 'HUB', 'CONTRIBUTOR', 'INVESTOR')),
  user_id uuid,
  email text,
  primary key (venture_id, stakeholder_id)
);
create unique index cap_holders_user on cap_holders (venture_id, user_id) where user_id is not null;
create index cap_holders_of_user on cap_holders (user_id) where user_id is not null;

-- Acts that wait for the signatures of everybody concerned.
create table cap_proposals (
  id uuid primary key,
  venture_id uuid not null,
  document_id uuid not null unique,
  act jsonb not null,
  summary text not null,
  state text not null check (state in ('WAITING', 'POSTED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'FAILED')),
  proposed_by uuid not null,
  created_at timestamptz not null,
  decided_at timestamptz,
  effective_on date,
  reason text
);
create index cap_proposals_venture on cap_proposals (venture_id, id desc);
