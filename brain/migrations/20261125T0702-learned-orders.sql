-- Models learnt on this installation, besides those that come with a release: their bytes, and whether they passed.

create table model_trainings (
  name text not null,
  version text not null,
  artefact bytea not null,
  -- Better than what it would replace, on outcomes that came later than those it learnt from.
  passed boolean not null,
  -- A sentence that says why, for whoever decides.
  verdict text not null,
  primary key (name, version),
  foreign key (name, version) references model_versions (name, version)
);
create trigger model_trainings_append_only before update or delete or truncate on model_trainings
  for each statement execute function refuse_change();

-- Which of them served, and when: the acts of an operator. What was replaced may serve again, what was rolled back may not
-- come back by itself.
create table model_promotions (
  id uuid primary key,
  name text not null,
  version text not null,
  promoted_by uuid not null,
  promoted_at timestamptz not null,
  reason text not null,
  ended_at timestamptz,
  ended_how text check (ended_how in ('REPLACED', 'ROLLED_BACK')),
  foreign key (name, version) references model_versions (name, version),
  check ((ended_at is null) = (ended_how is null))
);
create unique index model_promotions_one on model_promotions (name) where ended_at is null;

-- One bundle a day: through when somebody was told of what fits them.
create table match_bundles (
  user_id uuid primary key,
  told_through timestamptz not null
);
-- What was told because it fits, not because a search found it.
alter table search_alerts alter column search_id drop not null;
