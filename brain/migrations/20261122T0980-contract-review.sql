-- The registry of models (intelligence rules): what each version is, what it was fitted on, and how it measured.
create table model_versions (
  name text not null,
  version text not null,
  artefact_sha256 text not null,
  feature_set_hash text not null,
  data_name text not null,
  data_sha256 text not null,
  licence text not null,
  seed integer not null,
  code_revision text,
  metrics jsonb not null,
  registered_at timestamptz not null,
  primary key (name, version)
);
create trigger model_versions_append_only before update or delete or truncate on model_versions for each statement execute function refuse_change();
-- Which version serves: the champion.
create table model_aliases (
  name text not null,
  alias text not null check (alias in ('champion', 'challenger', 'shadow')),
  version text not null,
  since timestamptz not null,
  primary key (name, alias),
  foreign key (name, version) references model_versions (name, version)
);

-- Contracts somebody had read. Text and findings are encrypted: they are what others sent in confidence.
create table readings (
  id uuid primary key,
  owner_id uuid not null,
  title text not null,
  state text not null check (state in ('WAITING', 'READING', 'READY', 'FAILED')),
  failure text,
  format text check (format in ('PDF', 'DOCX', 'HTML', 'TEXT', 'DOCUMENT')),
  page_count integer,
  character_count integer,
  playbook_id text,
  document_id uuid,
  file_id uuid,
  -- Percent.
  progress integer not null default 0 check (progress between 0 and 100),
  high integer not null default 0,
  medium integer not null default 0,
  low integer not null default 0,
  text_sealed bytea,
  result_sealed bytea,
  -- Which model versions spoke.
  models jsonb not null default '[]',
  created_at timestamptz not null,
  read_at timestamptz,
  check (state <> 'READY' or (text_sealed is not null and result_sealed is not null)),
  check ((state = 'FAILED') = (failure is not null))
);
create index readings_list on readings (owner_id, id desc);

-- Playbooks people wrote or changed; those shipped are files.
create table playbooks (
  id uuid primary key,
  owner_id uuid not null,
  name text not null,
  kind text not null,
  rules jsonb not null,
  updated_at timestamptz not null
);
create index playbooks_list on playbooks (owner_id, id);

-- The sentences of all contracts of a person, ready to be searched; made anew when the set of contracts has changed.
create table reading_indexes (
  owner_id uuid primary key,
  index_sealed bytea not null,
  built_at timestamptz not null
);
