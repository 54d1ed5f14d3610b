-- Legal retention: what may be deleted, by whom and when; and guards for the rows of compliance.

-- Signed documents and their evidence are kept for ten years after they ceased to be effective (section 16.7). Everybody
-- who deletes takes this lock shared, and placing a hold takes it alone: a hold never misses a deletion under way.
create function lock_against_holds() returns void language sql as $$ select pg_advisory_xact_lock_shared(7102051) $$;

-- The real clock decides here, whatever the clock of the rules says.
create function retention_is_over(checked uuid) returns boolean language sql stable as $$
  select exists (
    select from documents d
    where d.id = checked and d.ended_at <= now() - interval '10 years'
      and d.state in ('EXPIRED', 'TERMINATED', 'CANCELLED', 'SIGNATURE_REJECTED', 'SIGNATURE_INVALID', 'SIGNING_EXPIRED')
      and not exists (
        select from legal_holds h where h.released_at is null and (
          h.subject = 'DOCUMENT' and h.subject_id = d.id
          or h.subject = 'VENTURE' and h.subject_id = d.venture_id
          or h.subject = 'USER' and (h.subject_id = d.creator_id
            or exists (select from document_signers s where s.document_id = d.id and s.user_id = h.subject_id)))))
$$;

-- Refuses every deletion but those of `purge_document`, which names the document it deletes.
create function keep_document() returns trigger language plpgsql as $$
declare
  owner text := case tg_table_name when 'documents' then to_jsonb(old) ->> 'id' else to_jsonb(old) ->> 'document_id' end;
begin
  if current_setting('smartstart.purged_document', true) is distinct from owner or not retention_is_over(owner::uuid)
  then raise exception '% is append-only, its rows are kept', tg_table_name using errcode = 'insufficient_privilege'; end if;
  return old;
end $$;

drop trigger documents_guard on documents;
create trigger documents_guard before insert or update on documents for each row execute function guard_document();
create trigger documents_kept_rows before delete on documents for each row execute function keep_document();
drop trigger document_signers_guard on document_signers;
create trigger document_signers_guard before update on document_signers for each row execute function guard_signer();
create trigger document_signers_kept_rows before delete on document_signers for each row execute function keep_document();

drop trigger document_signatures_append_only on document_signatures;
create trigger document_signatures_append_only before update or truncate on document_signatures for each statement execute function refuse_change();
create trigger document_signatures_kept_rows before delete on document_signatures for each row execute function keep_document();
drop trigger document_texts_append_only on document_texts;
create trigger document_texts_append_only before update or truncate on document_texts for each statement execute function refuse_change();
create trigger document_texts_kept_rows before delete on document_texts for each row execute function keep_document();
drop trigger document_events_append_only on document_events;
create trigger document_events_append_only before update or truncate on document_events for each statement execute function refuse_change();
create trigger document_events_kept_rows before delete on document_events for each row execute function keep_document();
drop trigger document_seals_append_only on document_seals;
create trigger document_seals_append_only before update or truncate on document_seals for each statement execute function refuse_change();
create trigger document_seals_kept_rows before delete on document_seals for each row execute function keep_document();
drop trigger document_steps_append_only on document_steps;
create trigger document_steps_append_only before update or truncate on document_steps for each statement execute function refuse_change();
create trigger document_steps_kept_rows before delete on document_steps for each row execute function keep_document();
create trigger document_reviews_kept_rows before delete on document_reviews for each row execute function keep_document();
create trigger document_comments_kept_rows before delete on document_comments for each row execute function keep_document();
create trigger document_breaches_kept_rows before delete on document_breaches for each row execute function keep_document();

-- Deletes a document and everything that is known of it, once its retention is over; false when it is to be kept. A table
-- that refers to documents has its line here.
create function purge_document(purged uuid) returns boolean language plpgsql as $$
begin
  perform lock_against_holds();
  perform from documents where id = purged for update;
  if not retention_is_over(purged) then return false; end if;
  perform set_config('smartstart.purged_document', purged::text, true);
  delete from guest_sessions where link_id in (select id from guest_links where document_id = purged);
  delete from guest_links where document_id = purged;
  delete from document_shares where document_id = purged;
  delete from document_comments where document_id = purged;
  delete from document_breaches where document_id = purged;
  delete from document_reviews where document_id = purged;
  delete from document_seals where document_id = purged;
  delete from document_events where document_id = purged;
  delete from document_steps where document_id = purged;
  delete from document_texts where document_id = purged;
  delete from renewal_notices where document_id = purged;
  delete from document_signatures where document_id = purged;
  with gone as (delete from bulk_rows where document_id = purged returning bulk_id)
    update bulk_issues set input = '{}' where id in (select bulk_id from gone);
  -- Signers last: a hold on one of them covers the document.
  delete from document_signers where document_id = purged;
  delete from documents where id = purged;
  perform set_config('smartstart.purged_document', '', true);
  return true;
end $$;

create index documents_retention on documents (ended_at) where ended_at is not null;
create index guest_sessions_of on guest_sessions (link_id);

-- Newer versions of papers that the people who hold copies were told of.
create table version_announcements (
  code text not null,
  version text not null,
  people integer not null,
  announced_at timestamptz not null,
  primary key (code, version),
  foreign key (code, version) references paper_versions (code, version)
);

-- The reminder that the time for remedying runs out goes out once.
alter table document_breaches add column reminded_at timestamptz;
create index document_breaches_list on document_breaches (state, id);
create index document_breaches_due on document_breaches (deadline) where state = 'REMEDIATION';
create index document_breaches_files on document_breaches using gin (file_ids);

create function guard_breach() returns trigger language plpgsql as $$
begin
  if (old.id, old.document_id, old.reported_by, old.reported_at, old.text, old.file_ids)
    is distinct from (new.id, new.document_id, new.reported_by, new.reported_at, new.text, new.file_ids)
  then raise exception 'what was reported is never altered' using errcode = 'insufficient_privilege'; end if;
  if old.state <> new.state and (old.state || ' ' || new.state) not in (
    'INVESTIGATING UNFOUNDED', 'INVESTIGATING REMEDIATION', 'REMEDIATION REMEDIED', 'REMEDIATION NOT_REMEDIED')
  then raise exception 'a breach case cannot go from % to %', old.state, new.state using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger document_breaches_guard before update on document_breaches for each row execute function guard_breach();

create function guard_hold() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'holds are kept' using errcode = 'insufficient_privilege'; end if;
  if old.released_at is not null or (old.id, old.subject, old.subject_id, old.reason, old.placed_by, old.placed_at)
    is distinct from (new.id, new.subject, new.subject_id, new.reason, new.placed_by, new.placed_at)
  then raise exception 'a hold is released once, and nothing else of it changes' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger legal_holds_guard before update or delete on legal_holds for each row execute function guard_hold();

-- Whether it is this case that suspended the account: when it ends, no other suspension is lifted with it.
alter table compliance_standings add column account_suspended boolean not null default false;

-- Exactly the transitions of section 20.4.
create or replace function guard_standing() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'COMPLIANT' then raise exception 'a person begins compliant' using errcode = 'check_violation'; end if;
    return new;
  end if;
  if old.state <> new.state and (old.state || ' ' || new.state) not in (
    'COMPLIANT ACTION_REQUIRED', 'COMPLIANT AUDIT', 'COMPLIANT VIOLATION',
    'ACTION_REQUIRED CHECKING', 'ACTION_REQUIRED VIOLATION',
    'CHECKING COMPLIANT', 'CHECKING ACTION_REQUIRED', 'CHECKING VIOLATION',
    'AUDIT COMPLIANT', 'AUDIT VIOLATION',
    'VIOLATION REMEDIATION', 'VIOLATION ESCALATED',
    'REMEDIATION CHECKING', 'REMEDIATION ESCALATED',
    'ESCALATED CHECKING', 'ESCALATED SUSPENDED',
    'SUSPENDED CHECKING', 'SUSPENDED TERMINATED')
  then raise exception 'compliance cannot go from % to %', old.state, new.state using errcode = 'check_violation'; end if;
  new.row_version := old.row_version + 1;
  return new;
end $$;
drop trigger compliance_standings_guard on compliance_standings;
create trigger compliance_standings_guard before insert or update on compliance_standings for each row execute function guard_standing();
