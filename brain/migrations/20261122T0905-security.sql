-- What is known of a person for the access ladder. Each module writes its own facts, in the transaction of the change
-- that makes them true; rungs and gates are computed from these rows at each request.
create table access_facts (
  user_id uuid not null,
  kind text not null,
  -- What the fact is about: a paper code, a rung, a state; and the venture it holds for ('' for none, 'hub' for the hub).
  value text not null,
  ref text not null default '',
  tier integer not null default 0,
  until timestamptz,
  primary key (user_id, kind, value, ref, tier)
);

-- Names each person whose facts changed to every Brain that keeps standings in memory.
create function announce_fact() returns trigger language plpgsql as $$
begin
  perform pg_notify('access_facts', coalesce(new.user_id, old.user_id)::text);
  return null;
end $$;
create trigger access_facts_announced after insert or update or delete on access_facts for each row execute function announce_fact();

-- Who did what. Rows are written in the transaction of the change and never altered.
create table audit_entries (
  id uuid primary key,
  at timestamptz not null,
  actor_id uuid,
  action text not null,
  entity text not null,
  entity_id text,
  -- The canonical JSON of the whole entry: what the hash covers.
  record text not null
);
create index audit_entries_actor on audit_entries (actor_id, id desc);
create index audit_entries_entity on audit_entries (entity_id, id desc);

-- The chain over the entries, appended in batches by one writer.
create table audit_chain (
  seq bigint primary key,
  entry_id uuid not null unique,
  hash text not null
);

-- The keyed head of each batch: a signature over the last link.
create table audit_heads (
  seq bigint primary key,
  hash text not null,
  key_id text not null,
  signature text not null,
  at timestamptz not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entries_append_only before update or delete or truncate on audit_entries for each statement execute function refuse_change();
create trigger audit_chain_append_only before update or delete or truncate on audit_chain for each statement execute function refuse_change();
create trigger audit_heads_append_only before update or delete or truncate on audit_heads for each statement execute function refuse_change();
