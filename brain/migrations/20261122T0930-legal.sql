-- Published paper texts. A version never changes; `kind` says whether older copies lose force (MATERIAL) or not (MINOR).
create table paper_versions (
  code text not null,
  version text not null,
  -- Orders versions: 1.2.3 is 1002003.
  rank integer not null,
  kind text not null check (kind in ('MATERIAL', 'MINOR')),
  html text not null,
  canonical_text text not null,
  text_hash text not null,
  reading_minutes integer not null,
  published_at timestamptz not null,
  -- From this day on copies of older versions stop counting, when the version is material.
  counts_from timestamptz not null,
  -- The hub's signature, given in advance: canonical JSON, its SHA-256, and the Ed25519 signature over the JSON.
  record text not null,
  record_hash text not null,
  signature text not null,
  key_id text not null,
  primary key (code, version),
  unique (code, rank)
);

-- Public halves of the keys that signed something, so that signatures outlive a change of the key.
create table signing_keys (
  key_id text primary key,
  pem text not null,
  first_seen timestamptz not null
);

-- Read model of the ventures whose papers are signed here.
create table legal_ventures (
  venture_id uuid primary key,
  name text not null,
  owner_id uuid not null,
  owner_name text not null,
  tier_ceiling integer not null
);

-- What a venture role or a gate has asked of a person.
create table paper_needs (
  user_id uuid not null,
  code text not null,
  -- The venture, or '' for a paper signed once per account.
  ref text not null,
  tier integer not null,
  asked_at timestamptz not null,
  primary key (user_id, code, ref, tier)
);

-- Signatures that venture owners gave in advance for a version.
create table standing_signatures (
  id uuid primary key,
  venture_id uuid not null,
  owner_id uuid not null,
  code text not null,
  version text not null,
  record text not null,
  record_hash text not null,
  signature text not null,
  key_id text not null,
  given_at timestamptz not null,
  foreign key (code, version) references paper_versions (code, version)
);
create index standing_signatures_found on standing_signatures (venture_id, owner_id, code, version);

create table documents (
  id uuid primary key,
  code text not null,
  version text not null,
  -- What the copy holds for: '' the account, TEAM the team seat (SOBA), hub the hub, else the venture.
  ref text not null,
  venture_id uuid,
  tier integer check (tier between 0 and 3),
  state text not null check (state in (
    'APPROVED', 'SIGNING', 'VERIFYING', 'EFFECTIVE', 'SIGNATURE_REJECTED', 'SIGNATURE_INVALID', 'SIGNING_EXPIRED', 'EXPIRED', 'TERMINATED', 'CANCELLED')),
  html text not null,
  canonical_text text not null,
  text_hash text not null,
  -- What the placeholders of the version were filled with.
  fill jsonb not null,
  -- The person the copy was opened for, who signs first.
  creator_id uuid not null,
  deadline timestamptz not null,
  created_at timestamptz not null,
  effective_at timestamptz,
  valid_until timestamptz,
  -- A party gave notice: the copy is TERMINATED, not EXPIRED, when `valid_until` is over.
  notice_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  row_version integer not null default 1,
  foreign key (code, version) references paper_versions (code, version),
  check (state <> 'EFFECTIVE' or effective_at is not null)
);
create unique index documents_open on documents (creator_id, code, ref, coalesce(tier, 0)) where state in ('APPROVED', 'SIGNING', 'VERIFYING');
create index documents_creator on documents (creator_id, code);
create index documents_venture on documents (venture_id) where venture_id is not null;
create index documents_ending on documents (valid_until) where state = 'EFFECTIVE';
create index documents_deadline on documents (deadline) where state = 'SIGNING';
create index documents_in_force on documents (code, version) where state = 'EFFECTIVE';

create table document_signers (
  document_id uuid not null references documents (id),
  position integer not null,
  role text not null,
  mode text not null check (mode in ('SELF', 'STANDING', 'PERSON')),
  user_id uuid,
  -- Any holder of this administrative rung may sign for the hub; `user_id` is filled by the one who does.
  admin_rung integer,
  name text not null,
  email text not null,
  -- The paper counts for the access of this person once the copy is in force.
  bears_fact boolean not null,
  state text not null check (state in ('WAITING', 'DUE', 'SIGNED', 'DECLINED')),
  signed_at timestamptz,
  primary key (document_id, position),
  check ((state = 'SIGNED') = (signed_at is not null))
);
create index document_signers_user on document_signers (user_id, document_id desc);
create index document_signers_due on document_signers (admin_rung) where state = 'DUE' and user_id is null;

-- Evidence (domain rules, section 3.5): `record` is the canonical JSON that hash and signature cover.
create table document_signatures (
  id uuid primary key,
  document_id uuid not null,
  position integer not null,
  user_id uuid,
  record text not null,
  record_hash text not null,
  previous_hash text not null,
  signature text not null,
  key_id text not null references signing_keys (key_id),
  drawing bytea,
  signed_at timestamptz not null,
  unique (document_id, position),
  foreign key (document_id, position) references document_signers (document_id, position)
);

create table renewal_notices (
  document_id uuid not null references documents (id),
  days integer not null,
  sent_at timestamptz not null,
  primary key (document_id, days)
);

create function guard_document() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'APPROVED' then raise exception 'a document begins in APPROVED' using errcode = 'check_violation'; end if;
    return new;
  end if;
  if tg_op = 'DELETE' then raise exception 'documents are kept' using errcode = 'insufficient_privilege'; end if;
  if (old.id, old.code, old.version, old.ref, old.venture_id, old.tier, old.html, old.canonical_text, old.text_hash, old.fill, old.creator_id, old.created_at)
    is distinct from
    (new.id, new.code, new.version, new.ref, new.venture_id, new.tier, new.html, new.canonical_text, new.text_hash, new.fill, new.creator_id, new.created_at)
  then raise exception 'the text of a document is never altered' using errcode = 'insufficient_privilege'; end if;
  if old.state <> new.state and (old.state || ' ' || new.state) not in (
    'APPROVED SIGNING', 'APPROVED CANCELLED',
    'SIGNING VERIFYING', 'SIGNING SIGNATURE_REJECTED', 'SIGNING SIGNING_EXPIRED', 'SIGNING CANCELLED',
    'VERIFYING EFFECTIVE', 'VERIFYING SIGNATURE_INVALID',
    'EFFECTIVE TERMINATED', 'EFFECTIVE EXPIRED')
  then raise exception 'a document cannot go from % to %', old.state, new.state using errcode = 'check_violation'; end if;
  new.row_version := old.row_version + 1;
  return new;
end $$;
create trigger documents_guard before insert or update or delete on documents for each row execute function guard_document();

create function guard_signer() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'signers are kept' using errcode = 'insufficient_privilege'; end if;
  if (old.document_id, old.position, old.role, old.mode, old.admin_rung, old.bears_fact) is distinct from (new.document_id, new.position, new.role, new.mode, new.admin_rung, new.bears_fact)
    or (old.user_id is not null or old.admin_rung is null) and (old.user_id, old.name, old.email) is distinct from (new.user_id, new.name, new.email)
  then raise exception 'who signs a document is never altered' using errcode = 'insufficient_privilege'; end if;
  if old.state <> new.state and (old.state || ' ' || new.state) not in ('WAITING DUE', 'DUE SIGNED', 'DUE DECLINED')
  then raise exception 'a signer cannot go from % to %', old.state, new.state using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger document_signers_guard before update or delete on document_signers for each row execute function guard_signer();

create trigger paper_versions_append_only before update or delete or truncate on paper_versions for each statement execute function refuse_change();
create trigger signing_keys_append_only before update or delete or truncate on signing_keys for each statement execute function refuse_change();
create trigger standing_signatures_append_only before update or delete or truncate on standing_signatures for each statement execute function refuse_change();
create trigger document_signatures_append_only before update or delete or truncate on document_signatures for each statement execute function refuse_change();
create trigger documents_kept before truncate on documents for each statement execute function refuse_change();
