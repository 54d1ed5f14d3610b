-- What actions cost and what is earned, by version; an old version stays for the claims and charges made under it.
create table buz_price_lists (
  version integer primary key,
  effective_at timestamptz not null,
  list jsonb not null
);
create trigger buz_price_lists_final before update or delete or truncate on buz_price_lists for each statement execute function refuse_change();

-- Rewards: one row a cause. A claim that cannot be paid yet waits, and lapses after 90 days.
create table buz_claims (
  id uuid primary key,
  user_id uuid not null,
  event text not null,
  cause_id text not null,
  -- Where the reward is for something in a venture: caps are counted by it.
  venture_id uuid,
  kind text not null default 'REWARD' check (kind in ('ALLOCATION', 'REWARD', 'AWARD')),
  amount_micro bigint not null check (amount_micro > 0),
  pool text not null,
  price_version integer not null,
  state text not null check (state in ('WAITING', 'PAID', 'LAPSED', 'REVERSED')),
  -- What stands in the way: the papers of BUZ, the pool, a pause. Nothing: it is paid next.
  waits_for text check (waits_for in ('PAPERS', 'POOL', 'PAUSE')),
  -- Figures the sentence "why did I get this" is made from.
  detail jsonb not null default '{}',
  created_at timestamptz not null,
  lapses_at timestamptz not null,
  ended_at timestamptz,
  transaction_id uuid,
  -- The cause of a paid claim was undone: its transaction is reversed next.
  undo_at timestamptz,
  unique (user_id, event, cause_id)
);
create index buz_claims_user on buz_claims (user_id, id desc);
create index buz_claims_cause on buz_claims (cause_id, event);
create index buz_claims_venture on buz_claims (venture_id, event) where venture_id is not null;
create index buz_claims_due on buz_claims (id) where state = 'WAITING' and waits_for is distinct from 'PAPERS';
create index buz_claims_waiting on buz_claims (lapses_at) where state = 'WAITING' and waits_for = 'PAPERS';
create index buz_claims_undone on buz_claims (undo_at) where state = 'PAID' and undo_at is not null;

-- Charges for actions, so that one cause is charged once and can be given back.
create table buz_charges (
  id uuid primary key,
  user_id uuid not null,
  action text not null,
  cause_id text not null,
  amount_micro bigint not null,
  price_version integer not null,
  transaction_id uuid not null,
  refund_id uuid,
  charged_at timestamptz not null,
  -- A refund that could not be paid at once, in a pause or with an empty treasury, is due from here on.
  refund_due_at timestamptz,
  refund_reason text,
  refunded_at timestamptz
);
create index buz_charges_cause on buz_charges (action, cause_id);
create index buz_charges_refund_due on buz_charges (refund_due_at) where refund_due_at is not null and refunded_at is null;
create index buz_charges_user on buz_charges (user_id, id desc);

create table buz_stakes (
  id uuid primary key,
  user_id uuid not null,
  tier text not null check (tier in ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM')),
  state text not null check (state in ('ACTIVE', 'MATURED', 'EXITED_EARLY')),
  amount_micro bigint not null check (amount_micro > 0),
  interest_micro bigint not null check (interest_micro >= 0),
  rate_bps integer not null,
  days integer not null,
  auto_renew boolean not null,
  opened_at timestamptz not null,
  matures_at timestamptz not null,
  ended_at timestamptz,
  opened_by uuid not null,
  ended_by uuid,
  renewed_as uuid
);
create index buz_stakes_user on buz_stakes (user_id, id desc);
create index buz_stakes_due on buz_stakes (matures_at) where state = 'ACTIVE';

create table buz_proposals (
  id uuid primary key,
  proposer_id uuid not null,
  kind text not null check (kind in ('FEATURE', 'ECONOMIC', 'PARTNERSHIP', 'TECHNICAL')),
  state text not null check (state in ('DRAFT', 'DISCUSSION', 'VOTING', 'PASSED', 'REJECTED', 'EXPIRED', 'WITHDRAWN', 'EXECUTED')),
  title text not null,
  body text not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  discussion_ends_at timestamptz,
  -- The moment of the snapshot: delegations count as they stood then.
  voting_opened_at timestamptz,
  voting_ends_at timestamptz,
  ended_at timestamptz,
  -- The position in the ledger at which weights are taken, and what circulated then.
  snapshot_seq bigint,
  circulating_micro bigint,
  for_micro bigint,
  against_micro bigint,
  abstain_micro bigint,
  execution_reference text,
  version integer not null default 1
);
-- One open proposal a person.
create unique index buz_proposals_open on buz_proposals (proposer_id) where state in ('DISCUSSION', 'VOTING');
create index buz_proposals_due on buz_proposals (state) where state in ('DISCUSSION', 'VOTING');
create index buz_proposals_proposer on buz_proposals (proposer_id, id desc);

create table buz_votes (
  proposal_id uuid not null references buz_proposals,
  voter_id uuid not null,
  choice text not null check (choice in ('FOR', 'AGAINST', 'ABSTAIN')),
  at timestamptz not null,
  primary key (proposal_id, voter_id)
);
create trigger buz_votes_final before update or delete or truncate on buz_votes for each statement execute function refuse_change();

-- Who let whom vote for them, and when: a vote counts the delegations of its snapshot.
create table buz_delegations (
  id uuid primary key,
  delegator_id uuid not null,
  delegate_id uuid not null check (delegate_id <> delegator_id),
  since timestamptz not null,
  until timestamptz
);
create unique index buz_delegations_now on buz_delegations (delegator_id) where until is null;
create index buz_delegations_delegate on buz_delegations (delegate_id);
