-- Where the event log ends. Whoever appends holds this row until the commit, so that seq follows the order of commits.
create table event_log_head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null
) with (fillfactor = 10);
insert into event_log_head (seq) select coalesce(max(seq), 0) from event_log;

-- For writers that work in batches: one round trip. Each statement of the function sees what was committed before it, so
-- the position read after the lock is the last one.
create function append_events(ids uuid[], ats timestamptz[], types text[], actors uuid[], topic_lists text[], bodies text[]) returns void
language plpgsql as $$
declare
  last bigint;
begin
  select seq into last from event_log_head for update;
  insert into event_log (seq, id, at, type, actor_id, topics, data)
    select last + no, id, at, type, actor, string_to_array(topics, ' '), body::jsonb
    from unnest(ids, ats, types, actors, topic_lists, bodies) with ordinality as new (id, at, type, actor, topics, body, no);
  update event_log_head set seq = last + cardinality(ids);
end $$;
