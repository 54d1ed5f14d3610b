-- What was said of a venture, in the words in which it was shown. How it came out is read from its records.

create table venture_statements (
  id uuid primary key,
  venture_id uuid not null,
  kind text not null check (kind in ('RUNWAY', 'NEXT_ROUND', 'LAUNCH')),
  -- What of the venture: the month whose cash it is, or how long something lasts.
  about text not null,
  mode text not null check (mode in ('PRIOR', 'SCORECARD', 'SHRUNKEN', 'LEARNT')),
  said text not null,
  probability double precision check (probability between 0 and 1),
  low_minor bigint,
  mid_minor bigint,
  high_minor bigint,
  model text,
  version text,
  trained_at timestamptz,
  source text not null,
  is_foreign boolean not null,
  -- One set of statements a month.
  said_in date not null,
  said_at timestamptz not null,
  due_on date not null,
  check ((probability is null) <> (mid_minor is null)),
  check ((mid_minor is null) = (low_minor is null) and (mid_minor is null) = (high_minor is null))
);
create unique index venture_statements_one on venture_statements (venture_id, kind, about, said_in);
create index venture_statements_list on venture_statements (venture_id, id desc);
