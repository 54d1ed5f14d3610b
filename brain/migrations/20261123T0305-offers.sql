-- What a venture offers somebody for a contribution.
create table cap_offers (
  id uuid primary key,
  venture_id uuid not null,
  addressee_id uuid not null,
  offered_by uuid not null,
  terms jsonb not null,
  state text not null check (state in (
    'DRAFT', 'PENDING', 'ACCEPTED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'COMPLETED', 'TERMINATED')),
  document_id uuid unique,
  expires_on date,
  granted_units text,
  reason text,
  version integer not null default 1,
  created_at timestamptz not null,
  decided_at timestamptz
);
create index cap_offers_venture on cap_offers (venture_id, id desc);
create index cap_offers_addressee on cap_offers (addressee_id, id desc);
