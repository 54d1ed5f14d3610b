-- An agreement that has expired is signed anew in a further round.
create or replace function guard_document() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> (case new.kind when 'PAPER' then 'APPROVED' else 'DRAFT' end)
    then raise exception 'a document begins in APPROVED, an agreement in DRAFT' using errcode = 'check_violation'; end if;
    return new;
  end if;
  if (old.id, old.kind, old.code, old.version, old.ref, old.venture_id, old.tier, old.creator_id, old.created_at, old.bulk_id)
    is distinct from
    (new.id, new.kind, new.code, new.version, new.ref, new.venture_id, new.tier, new.creator_id, new.created_at, new.bulk_id)
  then raise exception 'what a document is for is never altered' using errcode = 'insufficient_privilege'; end if;
  -- Signed anew, the same text is a further round.
  if old.round <> new.round and not (new.kind = 'CUSTOM' and new.round > old.round
    and (old.state || ' ' || new.state) in ('EXPIRED SIGNING', 'AMENDMENT_SIGNING EFFECTIVE'))
  then raise exception 'the round of a document is never altered' using errcode = 'insufficient_privilege'; end if;
  -- The text of an agreement is fixed when it is handed in, and follows an amendment that came into force.
  if (old.html, old.canonical_text, old.text_hash, old.fill, old.standard) is distinct from
     (new.html, new.canonical_text, new.text_hash, new.fill, new.standard)
    and not (new.kind = 'CUSTOM' and (old.state || ' ' || new.state) in
      ('DRAFT UNDER_REVIEW', 'REVISION_REQUESTED UNDER_REVIEW', 'AMENDMENT_SIGNING EFFECTIVE'))
  then raise exception 'the text of a document is never altered' using errcode = 'insufficient_privilege'; end if;
  if old.state <> new.state and (old.state || ' ' || new.state) not in (
    'DRAFT UNDER_REVIEW', 'DRAFT CANCELLED',
    'UNDER_REVIEW APPROVED', 'UNDER_REVIEW REVISION_REQUESTED', 'UNDER_REVIEW REJECTED', 'UNDER_REVIEW CANCELLED',
    'REVISION_REQUESTED UNDER_REVIEW', 'REVISION_REQUESTED CANCELLED',
    'REJECTED UNDER_REVIEW', 'REJECTED DRAFT', 'REJECTED CANCELLED',
    'APPROVED SIGNING', 'APPROVED CANCELLED', 'APPROVED EXPIRED',
    'SIGNING VERIFYING', 'SIGNING SIGNATURE_REJECTED', 'SIGNING SIGNING_EXPIRED', 'SIGNING CANCELLED',
    'VERIFYING EFFECTIVE', 'VERIFYING SIGNATURE_INVALID', 'VERIFYING CANCELLED',
    'SIGNATURE_REJECTED SIGNING', 'SIGNATURE_REJECTED CANCELLED',
    'SIGNATURE_INVALID SIGNING', 'SIGNATURE_INVALID CANCELLED',
    'SIGNING_EXPIRED SIGNING', 'SIGNING_EXPIRED CANCELLED',
    'EFFECTIVE AMENDMENT_DRAFT', 'EFFECTIVE BREACH_INVESTIGATION', 'EFFECTIVE TERMINATED', 'EFFECTIVE EXPIRED',
    'AMENDMENT_DRAFT AMENDMENT_REVIEW', 'AMENDMENT_DRAFT EFFECTIVE',
    'AMENDMENT_REVIEW AMENDMENT_SIGNING', 'AMENDMENT_REVIEW EFFECTIVE',
    'AMENDMENT_SIGNING EFFECTIVE',
    'BREACH_INVESTIGATION EFFECTIVE', 'BREACH_INVESTIGATION BREACH_REMEDIATION',
    'BREACH_REMEDIATION EFFECTIVE', 'BREACH_REMEDIATION TERMINATED',
    'EXPIRED SIGNING')
  then raise exception 'a document cannot go from % to %', old.state, new.state using errcode = 'check_violation'; end if;
  new.row_version := old.row_version + 1;
  return new;
end $$;

-- Agreements in force whose text is not sealed yet are found by this, should the job of their last signature be lost.
create index documents_sealing on documents (id) where kind = 'CUSTOM' and effective_at is not null;
