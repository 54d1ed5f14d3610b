-- The BUZ ledger: double entry, append-only, hash-chained. One writer at a time, who holds the row of ledger_state.
-- There are no foreign keys between the hot tables: each would cost a look-up a row, and `npm run verify-ledger` proves
-- every one of those links from the first posting on.

create table ledger_state (
  only_row boolean primary key default true check (only_row),
  genesis_at timestamptz not null,
  seq bigint not null,
  hash text not null,
  -- Of the newest transaction; the time of the next one is never earlier.
  at timestamptz not null,
  paused_at timestamptz,
  paused_reason text,
  -- Counts changes of wallets that rules depend on: what a Brain remembers of them is good while it stands still.
  wallets_version bigint not null default 0
) with (fillfactor = 10);

-- Takes the lock for a batch that was decided before, and ends its transaction when the ledger has moved since.
create function lock_ledger(at_seq bigint, at_version bigint, is_paused boolean) returns void language plpgsql as $$
begin
  perform 1 from ledger_state where seq = at_seq and wallets_version = at_version and (paused_at is not null) = is_paused for update;
  if not found then
    raise exception 'the ledger has moved' using errcode = 'LG001';
  end if;
end $$;

-- owner_id is a person, or the hub (the nil UUID).
create table ledger_accounts (
  owner_id uuid not null,
  account text not null check (account in ('AVAILABLE', 'HELD', 'STAKED', 'STAKING', 'USER_REWARDS', 'COMMUNITY', 'VENTURE_FUND', 'RESERVE', 'LIQUIDITY', 'TEAM', 'TREASURY', 'INTEREST_RESERVED', 'BURNED')),
  balance_micro bigint not null check (balance_micro between 0 and 1000000000000000),
  last_seq bigint not null,
  primary key (owner_id, account)
) with (fillfactor = 60);

create table ledger_transactions (
  seq bigint primary key,
  -- UUIDv7 with seq in its low bits, so that finding it by id needs no index of its own.
  id uuid not null,
  kind text not null check (kind in ('GENESIS', 'ALLOCATION', 'REWARD', 'AWARD', 'TRANSFER', 'FEE', 'CHARGE', 'REFUND', 'HOLD', 'RELEASE', 'STAKE', 'UNSTAKE', 'INTEREST', 'PENALTY', 'POOL_RELEASE', 'BURN', 'REVERSAL')),
  at timestamptz not null,
  actor_id uuid,
  -- What it happened for: a kind of thing, and which one.
  cause_type text not null,
  cause_id text,
  -- The idempotency key of the command and a hash of what was asked. Its answer is this row with its postings.
  command_key text not null unique,
  fingerprint text not null,
  -- Whose accounts it touched: with seq, the way to its postings.
  owners uuid[] not null,
  -- A person's words. The chain holds their hash, so that they can be erased without breaking it.
  memo text,
  memo_hash text,
  reason text,
  reverses uuid,
  hash text not null
);
create unique index ledger_transactions_reverses on ledger_transactions (reverses) where reverses is not null;
create index ledger_transactions_cause on ledger_transactions (cause_type, cause_id) where cause_id is not null;
-- Acts of operators are few among millions: finding them must not mean reading all.
create index ledger_transactions_acts on ledger_transactions (kind, seq) where kind in ('GENESIS', 'AWARD', 'POOL_RELEASE', 'BURN', 'REVERSAL');

-- Ordered by owner first: a person's history is one range of the index, and the key to spread the table by.
create table ledger_postings (
  owner_id uuid not null,
  seq bigint not null,
  no integer not null,
  account text not null,
  kind text not null,
  amount_micro bigint not null check (amount_micro <> 0),
  -- Of the account, right after this posting: the balance at any past moment is one row.
  balance_micro bigint not null check (balance_micro >= 0),
  primary key (owner_id, seq, no)
);
-- For figures over all owners in a period: rows lie in the order of seq, so this index stays small and costs next to nothing.
create index ledger_postings_period on ledger_postings using brin (seq);

-- The keyed head of each batch: a signature over the last hash.
create table ledger_heads (
  seq bigint primary key,
  hash text not null,
  key_id text not null,
  signature text not null,
  at timestamptz not null
);
-- From a moment to a position: a batch has one time.
create index ledger_heads_at on ledger_heads (at);

create trigger ledger_postings_append_only before update or delete or truncate on ledger_postings for each statement execute function refuse_change();
create trigger ledger_heads_append_only before update or delete or truncate on ledger_heads for each statement execute function refuse_change();
-- The erasing of a person's words is the one change a transaction may see.
create trigger ledger_transactions_append_only before delete or truncate or update of seq, id, kind, at, actor_id, cause_type, cause_id, command_key, fingerprint, owners, memo_hash, reason, reverses, hash
  on ledger_transactions for each statement execute function refuse_change();

-- Double entry, held by the database too: the postings of each transaction sum to zero, genesis to the supply.
create function check_postings_balance() returns trigger language plpgsql as $$
begin
  if exists (select 1 from added group by seq having sum(amount_micro) <> case when seq = 1 then 1000000000000000 else 0 end) then
    raise exception 'postings of a transaction do not balance' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger ledger_postings_balance after insert on ledger_postings referencing new table as added for each statement execute function check_postings_balance();

-- No statement changes the sum of all balances; new accounts begin at nothing, but for those of genesis.
create function check_accounts_sum() returns trigger language plpgsql as $$
begin
  if (select sum(balance_micro) from after_rows) <> (select sum(balance_micro) from before_rows) then
    raise exception 'the sum of all balances would change' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger ledger_accounts_sum after update on ledger_accounts referencing old table as before_rows new table as after_rows for each statement execute function check_accounts_sum();
create function check_accounts_new() returns trigger language plpgsql as $$
begin
  if (select sum(balance_micro) from added) not in (0, 1000000000000000) then
    raise exception 'a new account begins at nothing' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger ledger_accounts_new after insert on ledger_accounts referencing new table as added for each statement execute function check_accounts_new();
create trigger ledger_accounts_kept before delete or truncate on ledger_accounts for each statement execute function refuse_change();

-- Two-phase transfers: what is reserved in HELD until it is posted, voided or out of time.
create table ledger_holds (
  id uuid primary key,
  owner_id uuid not null,
  recipient_id uuid not null,
  amount_micro bigint not null check (amount_micro > 0),
  fee_micro bigint not null check (fee_micro >= 0),
  -- REVIEW: a suspicious transfer; RESERVED: opened by the payer.
  purpose text not null check (purpose in ('REVIEW', 'RESERVED')),
  state text not null check (state in ('OPEN', 'POSTED', 'VOIDED', 'EXPIRED')),
  memo text,
  opened_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  posted_micro bigint,
  score double precision,
  signals jsonb,
  reviewed_by uuid,
  review_reason text
);
create index ledger_holds_owner on ledger_holds (owner_id, id desc);
create index ledger_holds_recipient on ledger_holds (recipient_id, id desc);
create index ledger_holds_open on ledger_holds (expires_at) where state = 'OPEN';

-- What a person sends in a day: limits and the fraud score are computed from these rows.
create table buz_outflows (
  user_id uuid not null,
  day date not null,
  transfer_count integer not null,
  amount_micro bigint not null,
  -- The last five of that day, oldest first.
  recent timestamptz[] not null,
  primary key (user_id, day)
) with (fillfactor = 60);

create table buz_wallets (
  user_id uuid primary key,
  -- When the account of the person was opened; young accounts weigh in the fraud score.
  member_since timestamptz not null,
  frozen_at timestamptz,
  frozen_reason text,
  per_transfer_micro bigint not null default 1000000000,
  per_day_micro bigint not null default 10000000000,
  per_30_days_micro bigint not null default 100000000000,
  step_up_above_micro bigint not null default 1000000000 check (step_up_above_micro between 0 and 1000000000),
  notify_from_micro bigint not null default 100000000
);
create index buz_wallets_frozen on buz_wallets (user_id) where frozen_at is not null;

-- What came out when the whole ledger was recomputed.
create table ledger_checks (
  id uuid primary key,
  checked_at timestamptz not null,
  valid boolean not null,
  transactions bigint not null,
  fault jsonb
);

-- Signed roots of the Merkle sum tree over all accounts.
create table ledger_roots (
  seq bigint primary key,
  at timestamptz not null,
  accounts integer not null,
  sum_micro bigint not null,
  hash text not null,
  key_id text not null,
  signature text not null
);
