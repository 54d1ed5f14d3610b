-- Agreements between named people: templates with blanks and clauses, drafts and reviews, recipients in steps, guests,
-- amendments, breach cases, seals, and the chained history of every document.

-- A template is a published text of either family; papers are signed once per scope, agreements are made from theirs.
alter table paper_versions
  add column family text not null default 'PAPER' check (family in ('PAPER', 'AGREEMENT')),
  add column name text,
  add column purpose text,
  add column roles jsonb not null default '[]',
  add column variables jsonb not null default '[]',
  -- Clauses in order; the text of an agreement version is put together from them. Papers have none.
  add column clauses jsonb not null default '[]';

-- Versions of templates that the legal administrator writes and has not published yet.
create table template_drafts (
  code text not null,
  version text not null,
  kind text not null check (kind in ('MATERIAL', 'MINOR')),
  name text not null,
  purpose text not null,
  roles jsonb not null,
  variables jsonb not null,
  clauses jsonb not null,
  author_id uuid not null,
  created_at timestamptz not null,
  primary key (code, version)
);

alter table documents
  add column kind text not null default 'PAPER' check (kind in ('PAPER', 'CUSTOM')),
  add column title text,
  add column message text,
  -- The round of text in force or in work: 1, and one more for each amendment.
  add column round integer not null default 1,
  -- Whether the text is the template's, unchanged but for blanks, choices and clauses of the library.
  add column standard boolean not null default true,
  -- What is being written: values, clauses, recipients, steps, note; null when nothing is.
  add column draft jsonb,
  add column validity_days integer check (validity_days between 1 and 3650),
  add column notice_days integer not null default 30 check (notice_days between 0 and 365),
  -- A rejected text may be appealed once.
  add column appealed boolean not null default false,
  add column bulk_id uuid,
  -- Since when it lies in its state, for the 90 days after which an unused text expires.
  add column state_since timestamptz,
  alter column deadline drop not null,
  drop constraint documents_state_check,
  add constraint documents_state_check check (state in (
    'DRAFT', 'UNDER_REVIEW', 'REVISION_REQUESTED', 'REJECTED', 'APPROVED', 'SIGNING', 'VERIFYING', 'EFFECTIVE',
    'SIGNATURE_REJECTED', 'SIGNATURE_INVALID', 'SIGNING_EXPIRED', 'AMENDMENT_DRAFT', 'AMENDMENT_REVIEW', 'AMENDMENT_SIGNING',
    'BREACH_INVESTIGATION', 'BREACH_REMEDIATION', 'EXPIRED', 'TERMINATED', 'CANCELLED')),
  add constraint documents_titled check (kind = 'PAPER' or title is not null);
drop index documents_open;
create unique index documents_open on documents (creator_id, code, ref, coalesce(tier, 0))
  where kind = 'PAPER' and state in ('APPROVED', 'SIGNING', 'VERIFYING');
create index documents_made on documents (creator_id, id desc) where kind = 'CUSTOM';
create index documents_unused on documents (state_since) where state = 'APPROVED';
drop index documents_deadline;
create index documents_deadline on documents (deadline) where state in ('SIGNING', 'AMENDMENT_SIGNING');

-- Every text an agreement has had: round by round, and by revision while a review asks for changes.
create table document_texts (
  document_id uuid not null references documents (id),
  round integer not null,
  revision integer not null,
  html text not null,
  canonical_text text not null,
  text_hash text not null,
  -- What was filled in, and which clauses were taken, so that the text can be put together again.
  fill jsonb not null,
  clauses jsonb not null,
  standard boolean not null,
  note text,
  author_id uuid not null,
  created_at timestamptz not null,
  primary key (document_id, round, revision)
);

alter table document_signers
  add column round integer not null default 1,
  add column kind text not null default 'SIGNER' check (kind in ('SIGNER', 'APPROVER', 'VIEWER', 'COPY')),
  add column step integer not null default 0,
  add column delegated_by integer,
  add column reason text,
  add column asked_at timestamptz,
  add column reminded integer not null default 0,
  drop constraint document_signers_mode_check,
  drop constraint document_signers_state_check,
  drop constraint document_signers_check,
  add constraint document_signers_mode_check check (mode in ('SELF', 'STANDING', 'PERSON', 'GUEST')),
  add constraint document_signers_state_check check (state in
    ('WAITING', 'DUE', 'SIGNED', 'APPROVED', 'VIEWED', 'DECLINED', 'DELEGATED', 'REPLACED', 'RELEASED', 'COPIED')),
  -- `signed_at` is the moment somebody acted: signed, approved, or confirmed the reading.
  add constraint document_signers_acted check ((state in ('SIGNED', 'APPROVED', 'VIEWED')) = (signed_at is not null)),
  add constraint document_signers_guest check (mode <> 'GUEST' or (user_id is null and email <> ''));
update document_signers set step = position;

-- How many signatures of a step are enough; a step without a row needs all of them.
create table document_steps (
  document_id uuid not null references documents (id),
  round integer not null,
  step integer not null,
  needed integer not null check (needed between 1 and 50),
  primary key (document_id, round, step)
);

-- The history of a document: `record` is canonical JSON that names the hash before it. The audit chain carries each hash.
create table document_events (
  document_id uuid not null references documents (id),
  seq integer not null,
  type text not null,
  position integer,
  actor_id uuid,
  at timestamptz not null,
  record text not null,
  hash text not null unique,
  previous_hash text not null,
  primary key (document_id, seq)
);

-- Sealed files. One seal a round; a renewed seal is a further number.
create table document_seals (
  document_id uuid not null references documents (id),
  number integer not null,
  round integer not null,
  reason text not null check (reason in ('EFFECTIVE', 'AMENDED', 'RENEWED')),
  pdf bytea not null,
  sha256 text not null unique,
  level text not null check (level in ('B-B', 'B-T')),
  certificate_serial text not null,
  -- The evidence as it went into the file.
  evidence text not null,
  sealed_at timestamptz not null,
  primary key (document_id, number)
);
create unique index document_seals_once on document_seals (document_id, round) where reason <> 'RENEWED';

create table document_reviews (
  id uuid primary key,
  document_id uuid not null references documents (id),
  round integer not null,
  revision integer not null,
  requested_by uuid not null,
  requested_at timestamptz not null,
  note text,
  appeal boolean not null,
  state text not null check (state in ('OPEN', 'APPROVED', 'REVISION_REQUESTED', 'REJECTED')),
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  check ((state = 'OPEN') = (decided_at is null))
);
create unique index document_reviews_open on document_reviews (document_id) where state = 'OPEN';
create index document_reviews_list on document_reviews (state, id);

create table document_breaches (
  id uuid primary key,
  document_id uuid not null references documents (id),
  reported_by uuid not null,
  reported_at timestamptz not null,
  text text not null,
  file_ids uuid[] not null,
  state text not null check (state in ('INVESTIGATING', 'UNFOUNDED', 'REMEDIATION', 'REMEDIED', 'NOT_REMEDIED')),
  plan text,
  deadline timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  check (state <> 'REMEDIATION' or (plan is not null and deadline is not null))
);
create unique index document_breaches_open on document_breaches (document_id) where state in ('INVESTIGATING', 'REMEDIATION');

-- Invitations of people without an account. A link opens once: the code sent to the address uses it up.
create table guest_links (
  id uuid primary key,
  document_id uuid not null,
  position integer not null,
  link_hash text not null unique,
  code_hash text,
  code_expires_at timestamptz,
  code_tries integer not null default 0,
  codes_sent integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  foreign key (document_id, position) references document_signers (document_id, position)
);
create unique index guest_links_live on guest_links (document_id, position) where used_at is null and revoked_at is null;

create table guest_sessions (
  id uuid primary key,
  link_id uuid not null references guest_links (id),
  secret_hash text not null unique,
  confirmed_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);

create table document_shares (
  id uuid primary key,
  document_id uuid not null references documents (id),
  user_id uuid not null,
  can_comment boolean not null,
  shared_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create unique index document_shares_live on document_shares (document_id, user_id) where ended_at is null;
create index document_shares_reader on document_shares (user_id) where ended_at is null;

create table document_comments (
  id uuid primary key,
  document_id uuid not null references documents (id),
  author_id uuid not null,
  text text not null,
  span_start integer,
  span_end integer,
  created_at timestamptz not null
);
create index document_comments_of on document_comments (document_id, id);

create table bulk_issues (
  id uuid primary key,
  creator_id uuid not null,
  title text not null,
  input jsonb not null,
  total integer not null,
  created_at timestamptz not null
);
create table bulk_rows (
  bulk_id uuid not null references bulk_issues (id),
  row_number integer not null,
  state text not null check (state in ('WAITING', 'SENT', 'FAILED')),
  document_id uuid,
  message text,
  primary key (bulk_id, row_number)
);

create or replace function guard_document() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> (case new.kind when 'PAPER' then 'APPROVED' else 'DRAFT' end)
    then raise exception 'a document begins in APPROVED, an agreement in DRAFT' using errcode = 'check_violation'; end if;
    return new;
  end if;
  if tg_op = 'DELETE' then raise exception 'documents are kept' using errcode = 'insufficient_privilege'; end if;
  if (old.id, old.kind, old.code, old.version, old.ref, old.venture_id, old.tier, old.creator_id, old.created_at, old.bulk_id)
    is distinct from
    (new.id, new.kind, new.code, new.version, new.ref, new.venture_id, new.tier, new.creator_id, new.created_at, new.bulk_id)
  then raise exception 'what a document is for is never altered' using errcode = 'insufficient_privilege'; end if;
  -- The text of an agreement is fixed when it is handed in, and follows an amendment that came into force.
  if (old.html, old.canonical_text, old.text_hash, old.fill, old.standard, old.round) is distinct from
     (new.html, new.canonical_text, new.text_hash, new.fill, new.standard, new.round)
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

create or replace function guard_signer() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'signers are kept' using errcode = 'insufficient_privilege'; end if;
  if (old.document_id, old.position, old.role, old.mode, old.admin_rung, old.bears_fact, old.round, old.kind, old.step, old.delegated_by)
    is distinct from
    (new.document_id, new.position, new.role, new.mode, new.admin_rung, new.bears_fact, new.round, new.kind, new.step, new.delegated_by)
    or (old.user_id is not null or old.admin_rung is null) and (old.user_id, old.name, old.email) is distinct from (new.user_id, new.name, new.email)
  then raise exception 'who signs a document is never altered' using errcode = 'insufficient_privilege'; end if;
  if old.state <> new.state and (old.state || ' ' || new.state) not in (
    'WAITING DUE', 'WAITING COPIED', 'WAITING RELEASED', 'WAITING REPLACED',
    'DUE SIGNED', 'DUE APPROVED', 'DUE VIEWED', 'DUE DECLINED', 'DUE DELEGATED', 'DUE REPLACED', 'DUE RELEASED',
    'DECLINED DUE', 'DECLINED REPLACED')
  then raise exception 'a signer cannot go from % to %', old.state, new.state using errcode = 'check_violation'; end if;
  return new;
end $$;

create trigger document_texts_append_only before update or delete or truncate on document_texts for each statement execute function refuse_change();
create trigger document_events_append_only before update or delete or truncate on document_events for each statement execute function refuse_change();
create trigger document_seals_append_only before update or delete or truncate on document_seals for each statement execute function refuse_change();
create trigger document_steps_append_only before update or delete or truncate on document_steps for each statement execute function refuse_change();
