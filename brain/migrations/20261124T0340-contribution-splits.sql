-- Months whose budget of the pool is split over contribution points; the grants take effect with their proposal.
create table cap_splits (
  proposal_id uuid primary key references cap_proposals,
  venture_id uuid not null references cap_tables,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  budget bigint not null,
  units bigint not null,
  -- Who gets what for how many points, and who was left out and why, as it was shown.
  parts jsonb not null,
  -- Waits or was granted; with false the proposal came to nothing and the month is free again.
  live boolean not null,
  check (units > 0 and units <= budget)
);
create unique index cap_splits_once_a_month on cap_splits (venture_id, month) where live;
create index cap_splits_venture on cap_splits (venture_id);

-- What a live split has counted: no contribution counts twice. Given back when its proposal comes to nothing.
create table cap_split_contributions (
  contribution_id uuid primary key,
  proposal_id uuid not null references cap_splits
);
create index cap_split_contributions_split on cap_split_contributions (proposal_id);

-- Members who are asked to agree besides the one who proposes; they are told how it ends.
alter table cap_proposals add column asked uuid[] not null default '{}';

create index cap_offers_offerer on cap_offers (offered_by, id desc);
