-- The umbrella (domain rules, sections 6 and 20.10): who brought whom, what the sponsor gets of the revenue of the member,
-- and the journal in which every step of that money is double entry.

-- Both figures are whole units of the currency in question; a change is announced 30 days ahead.
create table umbrella_settings (
  from_month date primary key check (extract(day from from_month) = 1),
  minimum_units integer not null check (minimum_units >= 0),
  cap_units integer not null check (cap_units > minimum_units),
  set_by uuid,
  set_at timestamptz not null
);
insert into umbrella_settings values ('2000-01-01', 10, 1000, null, '2000-01-01');
create trigger umbrella_settings_append_only before update or delete or truncate on umbrella_settings
  for each statement execute function refuse_change();

create table umbrella_invitations (
  id uuid primary key,
  kind text not null check (kind in ('PRIVATE', 'HUB', 'CORPORATE', 'AFFILIATE')),
  sponsor_id uuid not null,
  -- Who signs: the sponsor, or somebody appointed for the hub.
  signer_id uuid not null,
  rate_tenths integer not null check (rate_tenths between 5 and 15),
  -- Null: a link for whoever opens it first.
  email text,
  message text not null,
  state text not null check (state in ('PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'EXPIRED')),
  token_hash text not null unique,
  relationship_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create unique index umbrella_invitations_open on umbrella_invitations (sponsor_id, email)
  where state = 'PENDING' and email is not null;
create index umbrella_invitations_sponsor on umbrella_invitations (signer_id, id desc);
create index umbrella_invitations_email on umbrella_invitations (email) where email is not null;
create index umbrella_invitations_expiry on umbrella_invitations (expires_at) where state = 'PENDING';

create table umbrella_relationships (
  id uuid primary key,
  kind text not null check (kind in ('PRIVATE', 'HUB', 'CORPORATE', 'AFFILIATE')),
  -- The hub itself is the nil UUID.
  sponsor_id uuid not null,
  signer_id uuid not null,
  referred_id uuid not null,
  state text not null check (state in ('PENDING_AGREEMENT', 'ACTIVE', 'SUSPENDED', 'EXPIRED', 'TERMINATED')),
  -- Agreed last; from when each rate counts stands in umbrella_rates.
  rate_tenths integer not null check (rate_tenths between 5 and 15),
  -- The agreement in force, or the first one while it is being signed.
  document_id uuid unique,
  -- Documents that are being signed.
  renewal_id uuid unique,
  amendment_id uuid unique,
  amendment_tenths integer check (amendment_tenths between 5 and 15),
  -- Each side has its own: nobody keeps the other from leaving by leaving one unsigned.
  sponsor_notice_id uuid unique,
  member_notice_id uuid unique,
  pending_until timestamptz not null,
  activated_at timestamptz,
  valid_until timestamptz,
  -- Notice was given: the day it takes effect.
  ends_at timestamptz,
  suspended_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  version integer not null default 1,
  created_at timestamptz not null,
  check (sponsor_id <> referred_id and signer_id <> referred_id),
  check (referred_id <> '00000000-0000-0000-0000-000000000000'),
  check ((kind = 'HUB') = (sponsor_id = '00000000-0000-0000-0000-000000000000')),
  check ((amendment_id is null) = (amendment_tenths is null)),
  check (state <> 'ACTIVE' or activated_at is not null),
  check (state <> 'SUSPENDED' or suspended_at is not null),
  check (state <> 'TERMINATED' or ended_at is not null)
);
create index umbrella_relationships_sponsor on umbrella_relationships (sponsor_id, id desc);
create index umbrella_relationships_signer on umbrella_relationships (signer_id, id desc);
create index umbrella_relationships_referred on umbrella_relationships (referred_id, id desc);
create index umbrella_relationships_state on umbrella_relationships (state, id);
-- One open relationship a pair, whoever is the sponsor in it.
create unique index umbrella_relationships_pair on umbrella_relationships
  (least(sponsor_id, referred_id), greatest(sponsor_id, referred_id)) where state <> 'TERMINATED';
-- One active sponsor a member; a suspended relationship that was active keeps its place until it is decided.
create unique index umbrella_relationships_one_sponsor on umbrella_relationships (referred_id)
  where state = 'ACTIVE' or (state = 'SUSPENDED' and activated_at is not null);

-- The graph has no circle, also when several edges are added at the same moment: whoever adds one holds this lock to the
-- commit, and looks at the graph only then. A function that is volatile sees what was committed before its own statements.
create function umbrella_lock() returns void language sql volatile as $$
  select pg_advisory_xact_lock(6, 20261125)
$$;
create function umbrella_closes_circle(sponsor uuid, referred uuid) returns boolean language sql volatile as $$
  with recursive above as (
    select sponsor as person
    union
    select edge.sponsor_id from umbrella_relationships edge join above on edge.referred_id = above.person
    where edge.state = 'ACTIVE' or (edge.state = 'SUSPENDED' and edge.activated_at is not null)
  )
  select exists (select from above where person = referred)
$$;
create function umbrella_relationships_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (new.sponsor_id <> old.sponsor_id or new.referred_id <> old.referred_id or new.kind <> old.kind) then
    raise exception 'who is in a relationship never changes' using errcode = 'check_violation';
  end if;
  if tg_op = 'UPDATE' and old.state = 'TERMINATED' and new.state <> 'TERMINATED' then
    raise exception 'an ended relationship does not revive' using errcode = 'check_violation';
  end if;
  if new.state = 'ACTIVE' or (new.state = 'SUSPENDED' and new.activated_at is not null) then
    perform umbrella_lock();
    if umbrella_closes_circle(new.sponsor_id, new.referred_id) then
      raise exception 'sponsors would form a circle' using errcode = 'UM001';
    end if;
  end if;
  return new;
end $$;
create trigger umbrella_relationships_guard before insert or update on umbrella_relationships
  for each row execute function umbrella_relationships_guard();

-- The times in which revenue counts. A renewal after an expiry begins a new one.
create table umbrella_periods (
  relationship_id uuid not null references umbrella_relationships,
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (relationship_id, from_at),
  check (to_at >= from_at)
);
create table umbrella_rates (
  relationship_id uuid not null references umbrella_relationships,
  from_at timestamptz not null,
  rate_tenths integer not null check (rate_tenths between 5 and 15),
  document_id uuid,
  primary key (relationship_id, from_at)
);

create table umbrella_history (
  relationship_id uuid not null references umbrella_relationships,
  id uuid not null,
  payment_id uuid,
  event text not null,
  from_state text,
  to_state text,
  actor_id uuid,
  reason text,
  at timestamptz not null,
  primary key (relationship_id, id)
);
create trigger umbrella_history_append_only before update or delete or truncate on umbrella_history
  for each statement execute function refuse_change();

-- What is settled at a time: everything since the settlement before. PENDING collects and carries forward.
create table umbrella_payments (
  id uuid primary key,
  relationship_id uuid not null references umbrella_relationships,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  state text not null check (state in ('PENDING', 'CALCULATED', 'APPROVED', 'PAID', 'FAILED', 'DISPUTED')),
  -- The month that closed it.
  month date check (extract(day from month) = 1),
  -- The sum of its lines; below zero only what a correction left to be set off.
  amount_minor bigint not null default 0 check (state = 'PENDING' or amount_minor >= 0),
  calculated_at timestamptz,
  approved_at timestamptz,
  approved_by uuid,
  paid_at timestamptz,
  reference text,
  failure text,
  settled_by uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  check ((state = 'PENDING') = (month is null)),
  check (state <> 'PAID' or (paid_at is not null and reference is not null))
);
create unique index umbrella_payments_pending on umbrella_payments (relationship_id, currency) where state = 'PENDING';
create unique index umbrella_payments_month on umbrella_payments (relationship_id, currency, month) where month is not null;
create index umbrella_payments_state on umbrella_payments (state, id);

-- How an amount came about. Lines are added, never changed: what a correction takes back is a line of its own.
create table umbrella_lines (
  id uuid primary key,
  payment_id uuid not null references umbrella_payments,
  relationship_id uuid not null references umbrella_relationships,
  currency text not null,
  kind text not null check (kind in ('ACCRUAL', 'CORRECTION', 'CAP')),
  venture_id uuid,
  -- In which the revenue was recognised; of a cap, the month it is the cap of.
  month date not null check (extract(day from month) = 1),
  rate_tenths integer check (rate_tenths between 5 and 15),
  base_minor bigint not null,
  amount_minor bigint not null,
  -- The reports behind the figures as they stood then: net, platform part, share, base.
  reports jsonb not null,
  at timestamptz not null,
  check ((kind = 'CAP') = (venture_id is null and rate_tenths is null))
);
create index umbrella_lines_payment on umbrella_lines (payment_id, id);
create index umbrella_lines_relationship on umbrella_lines (relationship_id, month);
-- A month of a venture is accrued once; anything else is a correction.
create unique index umbrella_lines_once on umbrella_lines (relationship_id, venture_id, currency, month, rate_tenths)
  where kind = 'ACCRUAL';
create trigger umbrella_lines_append_only before update or delete or truncate on umbrella_lines
  for each statement execute function refuse_change();

-- The journal. Accounts of each relationship and currency: RECEIVABLE (to be withheld from the member) and WITHHELD (in
-- the hands of the hub) are assets; ACCRUED (earned, not settled yet), HELD (calculated, waits for approval, or in dispute)
-- and APPROVED (to be paid) are owed to the sponsor. A debit is positive, a credit negative.
create table umbrella_entries (
  id uuid primary key,
  relationship_id uuid not null references umbrella_relationships,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  kind text not null check (
    kind in ('ACCRUAL', 'REVERSAL', 'HOLD', 'RELEASE', 'APPROVAL', 'REOPENING', 'WITHHOLDING', 'PAYMENT')
  ),
  payment_id uuid references umbrella_payments,
  line_id uuid references umbrella_lines,
  distribution_line_id uuid,
  actor_id uuid,
  at timestamptz not null,
  check ((kind in ('ACCRUAL', 'REVERSAL')) = (line_id is not null)),
  check ((kind = 'WITHHOLDING') = (distribution_line_id is not null)),
  check (kind = 'WITHHOLDING' or payment_id is not null)
);
create index umbrella_entries_relationship on umbrella_entries (relationship_id, id);
create unique index umbrella_entries_line on umbrella_entries (line_id) where line_id is not null;
create unique index umbrella_entries_payment on umbrella_entries (payment_id) where kind = 'PAYMENT';
create unique index umbrella_entries_withholding on umbrella_entries (distribution_line_id, relationship_id)
  where kind = 'WITHHOLDING';

create table umbrella_postings (
  entry_id uuid not null references umbrella_entries,
  no integer not null,
  relationship_id uuid not null,
  currency text not null,
  account text not null check (account in ('RECEIVABLE', 'WITHHELD', 'ACCRUED', 'HELD', 'APPROVED')),
  amount_minor bigint not null check (amount_minor <> 0),
  primary key (entry_id, no)
);
create index umbrella_postings_relationship on umbrella_postings (relationship_id, currency);

create table umbrella_balances (
  relationship_id uuid not null,
  currency text not null,
  account text not null,
  balance_minor bigint not null,
  primary key (relationship_id, currency, account),
  -- What was taken back after it was paid stands as a debit of ACCRUED and a credit of RECEIVABLE until it is set off.
  check (
    case
      when account = 'WITHHELD' then balance_minor >= 0
      when account in ('HELD', 'APPROVED') then balance_minor <= 0
      else true
    end
  )
);

create trigger umbrella_entries_append_only before update or delete or truncate on umbrella_entries
  for each statement execute function refuse_change();
create trigger umbrella_postings_append_only before update or delete or truncate on umbrella_postings
  for each statement execute function refuse_change();

-- The two sides of every entry are equal, in the relationship and currency of the entry, and the balances follow.
create function umbrella_postings_added() returns trigger language plpgsql as $$
begin
  if exists (select from added group by entry_id having sum(amount_minor) <> 0 or count(*) < 2) then
    raise exception 'the postings of an entry do not balance' using errcode = 'check_violation';
  end if;
  if exists (
    select from added join umbrella_entries entry on entry.id = added.entry_id
    where entry.relationship_id <> added.relationship_id or entry.currency <> added.currency
  ) or exists (
    select from umbrella_postings before join added on added.entry_id = before.entry_id
    group by before.entry_id having sum(before.amount_minor) <> 0
  ) then
    raise exception 'a posting does not belong to its entry' using errcode = 'check_violation';
  end if;
  -- In two steps: a check would look at the row to be inserted, which is a difference and no balance.
  insert into umbrella_balances (relationship_id, currency, account, balance_minor)
  select distinct relationship_id, currency, account, 0 from added order by 1, 2, 3 on conflict do nothing;
  update umbrella_balances own set balance_minor = own.balance_minor + change.amount
  from (select relationship_id, currency, account, sum(amount_minor) as amount from added group by 1, 2, 3) change
  where (own.relationship_id, own.currency, own.account) = (change.relationship_id, change.currency, change.account);
  return null;
end $$;
create trigger umbrella_postings_added after insert on umbrella_postings referencing new table as added
  for each statement execute function umbrella_postings_added();
-- An entry without postings says nothing.
create function umbrella_entries_whole() returns trigger language plpgsql as $$
begin
  if not exists (select from umbrella_postings where entry_id = new.id) then
    raise exception 'an entry has postings' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger umbrella_entries_whole after insert on umbrella_entries deferrable initially deferred
  for each row execute function umbrella_entries_whole();

create table umbrella_cases (
  id uuid primary key,
  relationship_id uuid not null references umbrella_relationships,
  payment_id uuid references umbrella_payments,
  kind text not null check (kind in ('DISPUTE', 'AUDIT')),
  outcome text check (outcome in ('RECALCULATED', 'UPHELD', 'ANSWERED')),
  reason text not null,
  answer text,
  opened_by uuid not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  check ((kind = 'DISPUTE') = (payment_id is not null)),
  check ((outcome is null) = (answered_at is null))
);
create index umbrella_cases_relationship on umbrella_cases (relationship_id, id desc);
create index umbrella_cases_open on umbrella_cases (due_at) where answered_at is null;
create unique index umbrella_cases_dispute on umbrella_cases (payment_id) where kind = 'DISPUTE' and answered_at is null;
create unique index umbrella_cases_audit on umbrella_cases (relationship_id, opened_by)
  where kind = 'AUDIT' and answered_at is null;

create table umbrella_runs (
  id uuid primary key,
  month date not null,
  started_by uuid,
  at timestamptz not null,
  relationships integer not null,
  payments integer not null,
  failures integer not null
);
create index umbrella_runs_month on umbrella_runs (month, id desc);

-- What of a line goes to the sponsor of the recipient; the line itself, and everybody else’s, stay as they are.
alter table distribution_lines add column withheld_minor bigint not null default 0
  check (withheld_minor between 0 and amount_minor);
