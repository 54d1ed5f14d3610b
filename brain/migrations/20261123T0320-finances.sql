-- The money of a venture: rounds, actual figures, revenue, and how it is shared. Amounts are minor units (cents) of the
-- one currency in which a venture keeps its books.

-- One row a venture, locked by what may happen once at a time in it.
create table venture_books (
  venture_id uuid primary key,
  -- Decided by the first amount.
  currency text check (currency ~ '^[A-Z]{3}$'),
  months_version integer not null default 0,
  targets_version integer not null default 0,
  shares_version integer not null default 0,
  -- The level people were last told of.
  runway_level text,
  created_at timestamptz not null
);

-- What happened: the history of every machine here.
create table finance_log (
  venture_id uuid not null,
  id uuid not null,
  entity text not null,
  entity_id text not null,
  event text not null,
  from_state text,
  to_state text,
  actor_id uuid,
  reason text,
  detail jsonb,
  at timestamptz not null,
  primary key (venture_id, id)
);
create index finance_log_entity on finance_log (entity_id, id desc);

create table funding_rounds (
  id uuid primary key,
  venture_id uuid not null references venture_books,
  kind text not null check (kind in ('PRE_SEED', 'SEED', 'SERIES_A', 'SERIES_B', 'SERIES_C', 'SERIES_D')),
  name text not null,
  state text not null check (state in ('PLANNED', 'ACTIVE', 'COMPLETED', 'CANCELLED')),
  target_minor bigint not null check (target_minor > 0),
  minimum_minor bigint not null check (minimum_minor >= 0 and minimum_minor <= target_minor),
  planned_on date,
  opened_at timestamptz,
  closed_at timestamptz,
  reason text,
  version integer not null default 1,
  created_at timestamptz not null
);
create index funding_rounds_venture on funding_rounds (venture_id, id desc);
-- “The current round” is one.
create unique index funding_rounds_active on funding_rounds (venture_id) where state = 'ACTIVE';

create table venture_investors (
  id uuid primary key,
  venture_id uuid not null references venture_books,
  round_id uuid references funding_rounds,
  name text not null,
  contact text not null,
  interest text not null check (interest in ('LOW', 'MEDIUM', 'HIGH')),
  promised_minor bigint not null check (promised_minor >= 0),
  received_minor bigint not null check (received_minor >= 0),
  note text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  check (round_id is not null or received_minor = 0)
);
create index venture_investors_venture on venture_investors (venture_id, id desc);
create index venture_investors_round on venture_investors (round_id) where round_id is not null;

create table finance_months (
  venture_id uuid not null references venture_books,
  month date not null check (extract(day from month) = 1),
  cash_minor bigint not null check (cash_minor >= 0),
  income_minor bigint not null check (income_minor >= 0),
  costs_minor bigint not null check (costs_minor >= 0),
  note text not null,
  source text not null check (source in ('FORM', 'CSV')),
  version integer not null default 1,
  updated_by uuid not null,
  updated_at timestamptz not null,
  primary key (venture_id, month)
);

create table kpi_targets (
  venture_id uuid not null references venture_books,
  kpi text not null,
  target numeric not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (venture_id, kpi)
);
-- Figures that cannot be worked out afterwards, as they stood on the last day they were taken in a month.
create table kpi_snapshots (
  venture_id uuid not null references venture_books,
  kpi text not null,
  month date not null,
  value numeric not null,
  taken_at timestamptz not null,
  primary key (venture_id, kpi, month)
);

create table revenue_reports (
  id uuid primary key,
  venture_id uuid not null references venture_books,
  month date not null check (extract(day from month) = 1),
  state text not null check (state in ('REPORTED', 'RECOGNISED', 'REJECTED')),
  gross_minor bigint not null check (gross_minor >= 0),
  taxes_minor bigint not null check (taxes_minor >= 0),
  third_party_minor bigint not null check (third_party_minor >= 0),
  note text not null,
  evidence_file_ids uuid[] not null,
  corrects_id uuid references revenue_reports,
  corrected_by_id uuid references revenue_reports,
  reason text,
  reported_by uuid not null,
  reported_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  check (taxes_minor + third_party_minor <= gross_minor),
  check (cardinality(evidence_file_ids) > 0)
);
create index revenue_reports_venture on revenue_reports (venture_id, id desc);
create index revenue_reports_state on revenue_reports (state, id);
create index revenue_reports_evidence on revenue_reports using gin (evidence_file_ids);
-- A month has one report that counts, and one that waits.
create unique index revenue_reports_recognised on revenue_reports (venture_id, month)
  where state = 'RECOGNISED' and corrected_by_id is null;
create unique index revenue_reports_waiting on revenue_reports (venture_id, month) where state = 'REPORTED';

-- What recognising brought, and what a correction took back: entries are added, never changed.
create table revenue_entries (
  id uuid primary key,
  venture_id uuid not null references venture_books,
  report_id uuid not null references revenue_reports,
  kind text not null check (kind in ('RECOGNISED', 'REVERSAL')),
  month date not null,
  gross_minor bigint not null,
  taxes_minor bigint not null,
  net_minor bigint not null,
  at timestamptz not null,
  unique (report_id, kind)
);
create index revenue_entries_venture on revenue_entries (venture_id, month);
create function revenue_entries_keep() returns trigger language plpgsql as $$
begin
  raise exception 'entries of revenue are never changed';
end $$;
create trigger revenue_entries_keep before update or delete or truncate on revenue_entries
  for each statement execute function revenue_entries_keep();

create table share_plans (
  id uuid primary key,
  venture_id uuid not null references venture_books,
  state text not null check (
    state in ('WAITING', 'IN_FORCE', 'REPLACED', 'REFUSED', 'EXPIRED', 'WITHDRAWN')
  ),
  document_id uuid unique,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  effective_at timestamptz,
  decided_at timestamptz,
  reason text
);
create index share_plans_venture on share_plans (venture_id, id desc);
create unique index share_plans_in_force on share_plans (venture_id) where state = 'IN_FORCE';
create unique index share_plans_waiting on share_plans (venture_id) where state = 'WAITING';

create table share_lines (
  plan_id uuid not null references share_plans,
  -- Null: retained by the venture.
  user_id uuid,
  part integer not null check (part between 1 and 100000000)
);
create unique index share_lines_person on share_lines (plan_id, user_id) nulls not distinct;
create index share_lines_user on share_lines (user_id) where user_id is not null;

create table distributions (
  id uuid primary key,
  venture_id uuid not null references venture_books,
  state text not null check (
    state in ('DRAFT', 'CALCULATED', 'APPROVED', 'DISTRIBUTING', 'COMPLETED', 'PARTIALLY_FAILED')
  ),
  plan_id uuid references share_plans,
  first_month date,
  last_month date,
  net_minor bigint check (net_minor > 0),
  platform_minor bigint,
  distributed_minor bigint,
  calculated_at timestamptz,
  objections_until timestamptz,
  approved_at timestamptz,
  approved_by uuid,
  completed_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  version integer not null default 1,
  check (net_minor = platform_minor + distributed_minor),
  check ((state = 'DRAFT') = (net_minor is null))
);
create index distributions_venture on distributions (venture_id, id desc);
create index distributions_state on distributions (state, id);
create unique index distributions_open on distributions (venture_id) where state in ('DRAFT', 'CALCULATED');

-- An entry is shared once.
create table distribution_entries (
  entry_id uuid primary key references revenue_entries,
  distribution_id uuid not null references distributions
);
create index distribution_entries_distribution on distribution_entries (distribution_id);

create table distribution_lines (
  id uuid primary key,
  distribution_id uuid not null references distributions,
  user_id uuid,
  part integer not null check (part between 1 and 100000000),
  amount_minor bigint not null check (amount_minor >= 0),
  state text not null check (state in ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED')),
  attempts integer not null default 0,
  reference text,
  failure text,
  paid_at timestamptz
);
create unique index distribution_lines_person on distribution_lines (distribution_id, user_id) nulls not distinct;
create index distribution_lines_user on distribution_lines (user_id, distribution_id) where user_id is not null;

-- Every try to pay a line. The index says that nobody is paid twice.
create table payouts (
  line_id uuid not null references distribution_lines,
  attempt integer not null check (attempt > 0),
  provider text not null,
  state text not null check (state in ('PROCESSING', 'COMPLETED', 'FAILED')),
  -- When the provider was asked; one that is asked again under the same key pays once.
  sent_at timestamptz,
  reference text,
  failure text,
  started_at timestamptz not null,
  ended_at timestamptz,
  settled_by uuid,
  primary key (line_id, attempt)
);
create unique index payouts_once on payouts (line_id) where state in ('PROCESSING', 'COMPLETED');
create index payouts_unsent on payouts (line_id) where state = 'PROCESSING' and sent_at is null;

create table distribution_objections (
  id uuid primary key,
  distribution_id uuid not null references distributions,
  -- Null: the platform itself, when a report in it was corrected.
  user_id uuid,
  reason text not null,
  at timestamptz not null
);
create index distribution_objections_distribution on distribution_objections (distribution_id, id);
