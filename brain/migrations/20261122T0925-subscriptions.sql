create table subscriptions (
  user_id uuid primary key,
  state text not null check (state in ('INACTIVE', 'TRIALING', 'TRIAL_EXPIRED', 'SUBSCRIBING', 'ACTIVE', 'PAYMENT_PENDING', 'GRACE', 'SUSPENDED', 'CANCELLING', 'CANCELLED')),
  trial_ends_at timestamptz,
  -- Once per person, whatever became of it.
  trial_started_at timestamptz,
  reminded boolean not null default false,
  version integer not null default 1,
  changed_at timestamptz not null
);
create index subscriptions_trials on subscriptions (trial_ends_at) where state = 'TRIALING';

create table subscription_history (
  id uuid primary key,
  user_id uuid not null,
  from_state text,
  to_state text not null,
  event text not null,
  actor_id uuid,
  at timestamptz not null
);
create index subscription_history_user on subscription_history (user_id, id);
