-- The paid seat (domain rules, sections 10, 20.7, 20.8): price list, invoices, payments, and what payment providers say.
-- Amounts are minor units (cents). Card data are kept nowhere: methods are known by the reference of their provider.

alter table subscriptions
  -- Where SUBSCRIBING goes back to when the payment fails.
  add came_from text check (came_from in ('INACTIVE', 'TRIALING', 'TRIAL_EXPIRED', 'CANCELLED')),
  -- The paid month that runs, or ran last.
  add period_start timestamptz,
  add period_end timestamptz,
  -- Months are counted to this day, so that one that began on the 31st does not stay on the 28th.
  add anchor_day integer check (anchor_day between 1 and 31),
  -- The invoice the present state waits for.
  add invoice_id uuid,
  add grace_since timestamptz,
  -- How many of the retries in grace were begun.
  add retries integer not null default 0,
  add suspended_at timestamptz,
  -- Paid without a gap.
  add months_in_a_row integer not null default 0,
  -- The charge at the end of the trial is tried once.
  add trial_charge_tried boolean not null default false,
  add check ((state = 'SUBSCRIBING') = (came_from is not null)),
  add check (state not in ('ACTIVE', 'PAYMENT_PENDING', 'GRACE', 'CANCELLING') or period_end is not null),
  add check ((state = 'GRACE') = (grace_since is not null)),
  add check ((state = 'SUSPENDED') = (suspended_at is not null));
create index subscriptions_periods on subscriptions (period_end) where state in ('ACTIVE', 'CANCELLING');
create index subscriptions_unpaid on subscriptions (state) where state in ('PAYMENT_PENDING', 'GRACE', 'SUSPENDED');
create index subscriptions_state on subscriptions (state, user_id);

-- A change of the price is announced 30 days ahead.
create table seat_prices (
  version integer primary key,
  price_minor bigint not null check (price_minor > 0),
  currency text not null check (currency = 'CAD'),
  from_at timestamptz not null unique,
  announced_at timestamptz not null,
  set_by uuid,
  reason text not null,
  check (version = 1 or from_at >= announced_at + interval '30 days')
);
insert into seat_prices values (1, 10000, 'CAD', '2000-01-01', '2000-01-01', null, 'First price');
create trigger seat_prices_append_only before update or delete or truncate on seat_prices
  for each statement execute function refuse_change();

-- Where somebody lives decides the tax.
create table billing_addresses (
  user_id uuid primary key,
  name text not null,
  organisation text not null,
  street text not null,
  city text not null,
  region text not null,
  postal_code text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  version integer not null default 1,
  updated_at timestamptz not null
);

create table payment_customers (
  provider text not null,
  user_id uuid not null,
  customer_ref text not null,
  created_at timestamptz not null,
  primary key (provider, user_id),
  unique (provider, customer_ref)
);

create table payment_methods (
  id uuid primary key,
  user_id uuid not null,
  provider text not null,
  method_ref text,
  label text not null,
  expires text,
  state text not null check (state in ('ACTIVE', 'REMOVED')),
  is_default boolean not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  check (not (state = 'REMOVED' and is_default)),
  unique (provider, method_ref)
);
create unique index payment_methods_default on payment_methods (user_id) where is_default;
create index payment_methods_user on payment_methods (user_id, id);

create table invoice_series (
  series text primary key,
  last integer not null
);

create table invoices (
  id uuid primary key,
  user_id uuid not null,
  state text not null check (state in ('DRAFT', 'PENDING', 'OVERDUE', 'PAID', 'CANCELLED', 'REFUNDED')),
  series text references invoice_series,
  seq integer check (seq > 0),
  number text unique,
  price_version integer not null references seat_prices,
  currency text not null,
  net_minor bigint not null check (net_minor > 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint not null,
  -- Why the tax is what it is.
  tax_note text not null,
  -- As they stood when it was written.
  buyer jsonb not null,
  seller jsonb not null,
  -- What the buyer writes on a bank transfer.
  reference text not null unique,
  period_start timestamptz not null,
  period_end timestamptz not null,
  -- The month it opened in the end; another one when it was paid after a suspension.
  service_start timestamptz,
  service_end timestamptz,
  issued_at timestamptz,
  due_at timestamptz,
  paid_at timestamptz,
  ended_at timestamptz,
  reason text,
  version integer not null default 1,
  created_at timestamptz not null,
  check (total_minor = net_minor + tax_minor),
  check ((state = 'DRAFT') = (number is null)),
  check ((number is null) = (series is null) and (number is null) = (seq is null) and (number is null) = (issued_at is null)),
  check ((state in ('PAID', 'REFUNDED')) = (paid_at is not null)),
  check (period_end > period_start),
  unique (series, seq)
);
create unique index invoices_draft on invoices (user_id) where state = 'DRAFT';
-- A month is billed once.
create unique index invoices_period on invoices (user_id, period_start) where state not in ('DRAFT', 'CANCELLED');
create index invoices_user on invoices (user_id, id desc);
create index invoices_state on invoices (state, id desc);
create index invoices_due on invoices (due_at) where state = 'PENDING';

create table invoice_lines (
  invoice_id uuid not null references invoices on delete cascade,
  position integer not null,
  kind text not null check (kind in ('SEAT', 'GST', 'HST', 'QST')),
  text text not null,
  -- Thousandths of a percent: 9975 is 9.975 %.
  rate_milli integer check (rate_milli > 0),
  base_minor bigint not null,
  amount_minor bigint not null,
  -- The number under which the hub collects this tax.
  registration text,
  primary key (invoice_id, position),
  check ((kind = 'SEAT') = (rate_milli is null)),
  check ((kind = 'SEAT') = (registration is null))
);

create table payments (
  id uuid primary key,
  invoice_id uuid not null references invoices,
  user_id uuid not null,
  attempt integer not null,
  provider text not null,
  way text not null check (way in ('STORED', 'HOSTED', 'TRANSFER')),
  state text not null check (state in ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED', 'REFUNDED')),
  method_id uuid references payment_methods,
  -- The provider charges once however often it is asked under it.
  key text not null unique,
  -- The person asked for it and is there to confirm it.
  present boolean not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  charge_ref text,
  failure text,
  -- Where the person confirms this very charge.
  action_url text,
  reference text,
  created_at timestamptz not null,
  sent_at timestamptz,
  -- The provider's answer was written down.
  answered_at timestamptz,
  settled_at timestamptz,
  settled_by uuid,
  unique (invoice_id, attempt),
  unique (provider, charge_ref),
  check ((state = 'PENDING') = (sent_at is null) or state = 'CANCELLED')
);
-- One payment of an invoice is under way at a time, and one at most pays it.
create unique index payments_open on payments (invoice_id) where state in ('PENDING', 'PROCESSING');
create unique index payments_paid on payments (invoice_id) where state = 'COMPLETED';
create index payments_user on payments (user_id, id desc);
create index payments_state on payments (state, id desc);

create table payment_sessions (
  id uuid primary key,
  user_id uuid not null,
  provider text not null,
  purpose text not null check (purpose in ('METHOD', 'PAYMENT')),
  -- Of the request that asked for it: asked again, it leads to the same page.
  request_key text not null,
  -- Subscribe as soon as the method is stored.
  subscribes boolean not null,
  payment_id uuid references payments,
  session_ref text,
  url text,
  state text not null check (state in ('OPEN', 'DONE', 'EXPIRED')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  -- Why what should have followed did not.
  note text,
  unique (user_id, request_key),
  unique (provider, session_ref),
  check ((purpose = 'PAYMENT') = (payment_id is not null))
);

create table refunds (
  id uuid primary key,
  payment_id uuid not null references payments,
  invoice_id uuid not null references invoices,
  state text not null check (state in ('PROCESSING', 'COMPLETED', 'FAILED')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  refund_ref text,
  reason text not null,
  failure text,
  requested_by uuid not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  settled_at timestamptz
);
create unique index refunds_payment on refunds (payment_id) where state <> 'FAILED';
create index refunds_open on refunds (id) where state = 'PROCESSING';

create table invoice_disputes (
  id uuid primary key,
  invoice_id uuid not null unique references invoices,
  user_id uuid not null,
  state text not null check (state in ('OPEN', 'UPHELD', 'REJECTED')),
  reason text not null,
  answer_by date not null,
  answer text,
  answered_by uuid,
  opened_at timestamptz not null,
  answered_at timestamptz,
  reminded boolean not null default false,
  check ((state = 'OPEN') = (answered_at is null))
);
create index invoice_disputes_state on invoice_disputes (state, id);

-- What happened to invoices, payments, refunds and disputes.
create table billing_log (
  id uuid primary key,
  user_id uuid not null,
  entity text not null check (entity in ('invoice', 'payment', 'refund', 'dispute')),
  entity_id uuid not null,
  event text not null,
  from_state text,
  to_state text not null,
  actor_id uuid,
  reason text,
  at timestamptz not null
);
create index billing_log_entity on billing_log (entity_id, id);

-- Each message of a provider once, as it came.
create table payment_hooks (
  id uuid primary key,
  provider text not null,
  event_id text not null,
  type text not null,
  -- When the provider says it happened.
  happened_at timestamptz not null,
  received_at timestamptz not null,
  -- Forgotten after a while; the row stays, so that the message counts once for ever.
  body text,
  state text not null check (state in ('RECEIVED', 'DONE', 'IGNORED', 'WAITING', 'ATTENTION')),
  -- The charge it speaks of, which may not be known here yet.
  charge_ref text,
  note text,
  handled_at timestamptz,
  replays integer not null default 0,
  unique (provider, event_id)
);
create index payment_hooks_state on payment_hooks (state, id desc);
create index payment_hooks_waiting on payment_hooks (provider, charge_ref) where state = 'WAITING';

-- The books of the provider that ships for trying out: what a real one keeps at its own place.
create table test_bank_objects (
  id text primary key,
  kind text not null check (kind in ('customer', 'session', 'method', 'charge', 'refund')),
  -- The idempotency key it was made under.
  key text unique,
  data jsonb not null,
  created_at timestamptz not null
);
create table test_bank_hooks (
  id text primary key,
  body text not null,
  due_at timestamptz not null,
  sent_at timestamptz
);
create index test_bank_hooks_due on test_bank_hooks (due_at) where sent_at is null;
