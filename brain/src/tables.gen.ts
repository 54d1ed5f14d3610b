// Generated from the migrations by `npm run generate`. Do not edit.
import type { ColumnType } from 'kysely';

type Json = unknown;

export interface AccessFactsTable {
  user_id: string;
  kind: string;
  value: string;
  ref: ColumnType<string, string | undefined, string>;
  tier: ColumnType<number, number | undefined, number>;
  until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface AppointmentsTable {
  id: string;
  user_id: string;
  rung: number;
  appointed_by: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
  reason: string;
  dismissed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  dismissed_by: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface AuditChainTable {
  seq: bigint;
  entry_id: string;
  hash: string;
}

export interface AuditEntriesTable {
  id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  action: string;
  entity: string;
  entity_id: ColumnType<string | null, string | null | undefined, string | null>;
  record: string;
}

export interface AuditHeadsTable {
  seq: bigint;
  hash: string;
  key_id: string;
  signature: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface AuthAccountsTable {
  id: string;
  user_id: string;
  account_id: string;
  provider_id: string;
  password: ColumnType<string | null, string | null | undefined, string | null>;
  access_token: ColumnType<string | null, string | null | undefined, string | null>;
  refresh_token: ColumnType<string | null, string | null | undefined, string | null>;
  id_token: ColumnType<string | null, string | null | undefined, string | null>;
  access_token_expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  refresh_token_expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  scope: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface AuthPasskeysTable {
  id: string;
  user_id: string;
  name: ColumnType<string | null, string | null | undefined, string | null>;
  public_key: string;
  credential_id: string;
  counter: number;
  device_type: string;
  backed_up: boolean;
  transports: ColumnType<string | null, string | null | undefined, string | null>;
  aaguid: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  last_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface AuthSessionsTable {
  id: string;
  user_id: string;
  token: string;
  ip_address: ColumnType<string | null, string | null | undefined, string | null>;
  user_agent: ColumnType<string | null, string | null | undefined, string | null>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface AuthTwoFactorsTable {
  user_id: string;
  id: string;
  secret: string;
  activated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  last_step: ColumnType<bigint, bigint | undefined, bigint>;
  last_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface AuthUsersTable {
  id: string;
  email: string;
  email_verified: ColumnType<boolean, boolean | undefined, boolean>;
  name: string;
  image: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface AuthVerificationsTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface BulkIssuesTable {
  id: string;
  creator_id: string;
  title: string;
  input: ColumnType<Json, string, string>;
  total: number;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface BulkRowsTable {
  bulk_id: string;
  row_number: number;
  state: string;
  document_id: ColumnType<string | null, string | null | undefined, string | null>;
  message: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface BuzChargesTable {
  id: string;
  user_id: string;
  action: string;
  cause_id: string;
  amount_micro: bigint;
  price_version: number;
  transaction_id: string;
  refund_id: ColumnType<string | null, string | null | undefined, string | null>;
  charged_at: ColumnType<Date, Date | string, Date | string>;
  refund_due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  refund_reason: ColumnType<string | null, string | null | undefined, string | null>;
  refunded_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface BuzClaimsTable {
  id: string;
  user_id: string;
  event: string;
  cause_id: string;
  venture_id: ColumnType<string | null, string | null | undefined, string | null>;
  kind: ColumnType<string, string | undefined, string>;
  amount_micro: bigint;
  pool: string;
  price_version: number;
  state: string;
  waits_for: ColumnType<string | null, string | null | undefined, string | null>;
  detail: ColumnType<Json, string | undefined, string>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  lapses_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  transaction_id: ColumnType<string | null, string | null | undefined, string | null>;
  undo_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface BuzDelegationsTable {
  id: string;
  delegator_id: string;
  delegate_id: string;
  since: ColumnType<Date, Date | string, Date | string>;
  until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface BuzOutflowsTable {
  user_id: string;
  day: string;
  transfer_count: number;
  amount_micro: bigint;
  recent: Date[];
}

export interface BuzPriceListsTable {
  version: number;
  effective_at: ColumnType<Date, Date | string, Date | string>;
  list: ColumnType<Json, string, string>;
}

export interface BuzProposalsTable {
  id: string;
  proposer_id: string;
  kind: string;
  state: string;
  title: string;
  body: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  submitted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  discussion_ends_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  voting_opened_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  voting_ends_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  snapshot_seq: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  circulating_micro: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  for_micro: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  against_micro: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  abstain_micro: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  execution_reference: ColumnType<string | null, string | null | undefined, string | null>;
  version: ColumnType<number, number | undefined, number>;
}

export interface BuzStakesTable {
  id: string;
  user_id: string;
  tier: string;
  state: string;
  amount_micro: bigint;
  interest_micro: bigint;
  rate_bps: number;
  days: number;
  auto_renew: boolean;
  opened_at: ColumnType<Date, Date | string, Date | string>;
  matures_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  opened_by: string;
  ended_by: ColumnType<string | null, string | null | undefined, string | null>;
  renewed_as: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface BuzVotesTable {
  proposal_id: string;
  voter_id: string;
  choice: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface BuzWalletsTable {
  user_id: string;
  member_since: ColumnType<Date, Date | string, Date | string>;
  frozen_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  frozen_reason: ColumnType<string | null, string | null | undefined, string | null>;
  per_transfer_micro: ColumnType<bigint, bigint | undefined, bigint>;
  per_day_micro: ColumnType<bigint, bigint | undefined, bigint>;
  per_30_days_micro: ColumnType<bigint, bigint | undefined, bigint>;
  step_up_above_micro: ColumnType<bigint, bigint | undefined, bigint>;
  notify_from_micro: ColumnType<bigint, bigint | undefined, bigint>;
}

export interface CapEntriesTable {
  venture_id: string;
  seq: number;
  batch: number;
  object_id: string;
  object_type: string;
  date: ColumnType<string | null, string | null | undefined, string | null>;
  body: ColumnType<Json, string, string>;
  set_aside: ColumnType<string | null, string | null | undefined, string | null>;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  document_id: ColumnType<string | null, string | null | undefined, string | null>;
  recorded_at: ColumnType<Date, Date | string, Date | string>;
}

export interface CapHoldersTable {
  venture_id: string;
  stakeholder_id: string;
  holder_class: string;
  user_id: ColumnType<string | null, string | null | undefined, string | null>;
  email: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface CapOffersTable {
  id: string;
  venture_id: string;
  addressee_id: string;
  offered_by: string;
  terms: ColumnType<Json, string, string>;
  state: string;
  document_id: ColumnType<string | null, string | null | undefined, string | null>;
  expires_on: ColumnType<string | null, string | null | undefined, string | null>;
  granted_units: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface CapProposalsTable {
  id: string;
  venture_id: string;
  document_id: string;
  act: ColumnType<Json, string, string>;
  summary: string;
  state: string;
  proposed_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  effective_on: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  asked: ColumnType<string[], string[] | undefined, string[]>;
}

export interface CapSplitContributionsTable {
  contribution_id: string;
  proposal_id: string;
}

export interface CapSplitsTable {
  proposal_id: string;
  venture_id: string;
  month: string;
  budget: bigint;
  units: bigint;
  parts: ColumnType<Json, string, string>;
  live: boolean;
}

export interface CapTablesTable {
  venture_id: string;
  model: string;
  currency: string;
  head_seq: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface ComplianceStandingsTable {
  user_id: string;
  state: string;
  score: ColumnType<number | null, number | null | undefined, number | null>;
  missing: ColumnType<number, number | undefined, number>;
  since: ColumnType<Date, Date | string, Date | string>;
  plan: ColumnType<string | null, string | null | undefined, string | null>;
  deadline: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  row_version: ColumnType<number, number | undefined, number>;
  account_suspended: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface ComplianceStepsTable {
  id: string;
  user_id: string;
  from_state: ColumnType<string | null, string | null | undefined, string | null>;
  to_state: string;
  event: string;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface DeadLettersTable {
  id: string;
  subscriber: string;
  event: ColumnType<Json, string, string>;
  attempts: number;
  last_error: string;
  failed_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface DistributionEntriesTable {
  entry_id: string;
  distribution_id: string;
}

export interface DistributionLinesTable {
  id: string;
  distribution_id: string;
  user_id: ColumnType<string | null, string | null | undefined, string | null>;
  part: number;
  amount_minor: bigint;
  state: string;
  attempts: ColumnType<number, number | undefined, number>;
  reference: ColumnType<string | null, string | null | undefined, string | null>;
  failure: ColumnType<string | null, string | null | undefined, string | null>;
  paid_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface DistributionObjectionsTable {
  id: string;
  distribution_id: string;
  user_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface DistributionsTable {
  id: string;
  venture_id: string;
  state: string;
  plan_id: ColumnType<string | null, string | null | undefined, string | null>;
  first_month: ColumnType<string | null, string | null | undefined, string | null>;
  last_month: ColumnType<string | null, string | null | undefined, string | null>;
  net_minor: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  platform_minor: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  distributed_minor: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  calculated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  objections_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  approved_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  approved_by: ColumnType<string | null, string | null | undefined, string | null>;
  completed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  version: ColumnType<number, number | undefined, number>;
}

export interface DocumentBreachesTable {
  id: string;
  document_id: string;
  reported_by: string;
  reported_at: ColumnType<Date, Date | string, Date | string>;
  text: string;
  file_ids: string[];
  state: string;
  plan: ColumnType<string | null, string | null | undefined, string | null>;
  deadline: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  reminded_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface DocumentCommentsTable {
  id: string;
  document_id: string;
  author_id: string;
  text: string;
  span_start: ColumnType<number | null, number | null | undefined, number | null>;
  span_end: ColumnType<number | null, number | null | undefined, number | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface DocumentEventsTable {
  document_id: string;
  seq: number;
  type: string;
  position: ColumnType<number | null, number | null | undefined, number | null>;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
  record: string;
  hash: string;
  previous_hash: string;
}

export interface DocumentReviewsTable {
  id: string;
  document_id: string;
  round: number;
  revision: number;
  requested_by: string;
  requested_at: ColumnType<Date, Date | string, Date | string>;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  appeal: boolean;
  state: string;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface DocumentSealsTable {
  document_id: string;
  number: number;
  round: number;
  reason: string;
  pdf: Buffer;
  sha256: string;
  level: string;
  certificate_serial: string;
  evidence: string;
  sealed_at: ColumnType<Date, Date | string, Date | string>;
}

export interface DocumentSharesTable {
  id: string;
  document_id: string;
  user_id: string;
  can_comment: boolean;
  shared_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface DocumentSignaturesTable {
  id: string;
  document_id: string;
  position: number;
  user_id: ColumnType<string | null, string | null | undefined, string | null>;
  record: string;
  record_hash: string;
  previous_hash: string;
  signature: string;
  key_id: string;
  drawing: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  signed_at: ColumnType<Date, Date | string, Date | string>;
}

export interface DocumentSignersTable {
  document_id: string;
  position: number;
  role: string;
  mode: string;
  user_id: ColumnType<string | null, string | null | undefined, string | null>;
  admin_rung: ColumnType<number | null, number | null | undefined, number | null>;
  name: string;
  email: string;
  bears_fact: boolean;
  state: string;
  signed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  round: ColumnType<number, number | undefined, number>;
  kind: ColumnType<string, string | undefined, string>;
  step: ColumnType<number, number | undefined, number>;
  delegated_by: ColumnType<number | null, number | null | undefined, number | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  asked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reminded: ColumnType<number, number | undefined, number>;
}

export interface DocumentStepsTable {
  document_id: string;
  round: number;
  step: number;
  needed: number;
}

export interface DocumentTextsTable {
  document_id: string;
  round: number;
  revision: number;
  html: string;
  canonical_text: string;
  text_hash: string;
  fill: ColumnType<Json, string, string>;
  clauses: ColumnType<Json, string, string>;
  standard: boolean;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  author_id: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface DocumentsTable {
  id: string;
  code: string;
  version: string;
  ref: string;
  venture_id: ColumnType<string | null, string | null | undefined, string | null>;
  tier: ColumnType<number | null, number | null | undefined, number | null>;
  state: string;
  html: string;
  canonical_text: string;
  text_hash: string;
  fill: ColumnType<Json, string, string>;
  creator_id: string;
  deadline: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  effective_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  valid_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  notice_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  end_reason: ColumnType<string | null, string | null | undefined, string | null>;
  row_version: ColumnType<number, number | undefined, number>;
  kind: ColumnType<string, string | undefined, string>;
  title: ColumnType<string | null, string | null | undefined, string | null>;
  message: ColumnType<string | null, string | null | undefined, string | null>;
  round: ColumnType<number, number | undefined, number>;
  standard: ColumnType<boolean, boolean | undefined, boolean>;
  draft: ColumnType<Json | null, string | null | undefined, string | null>;
  validity_days: ColumnType<number | null, number | null | undefined, number | null>;
  notice_days: ColumnType<number, number | undefined, number>;
  appealed: ColumnType<boolean, boolean | undefined, boolean>;
  bulk_id: ColumnType<string | null, string | null | undefined, string | null>;
  state_since: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface EventLogTable {
  seq: bigint;
  id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  type: string;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  topics: string[];
  data: ColumnType<Json, string, string>;
  control: ColumnType<Json | null, string | null | undefined, string | null>;
}

export interface EventLogHeadTable {
  only_row: ColumnType<boolean, boolean | undefined, boolean>;
  seq: bigint;
}

export interface FailedSignInsTable {
  id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  user_id: ColumnType<string | null, string | null | undefined, string | null>;
  ip: string;
  agent: string;
}

export interface FileUploadLinksTable {
  token_hash: string;
  owner_id: string;
  name: string;
  size_bytes: bigint;
  purpose: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface FilesTable {
  id: string;
  owner_id: string;
  name: string;
  media_type: string;
  size_bytes: bigint;
  sha256: string;
  purpose: string;
  state: string;
  state_at: ColumnType<Date, Date | string, Date | string>;
  finding: ColumnType<string | null, string | null | undefined, string | null>;
  storage_key: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface FinanceLogTable {
  venture_id: string;
  id: string;
  entity: string;
  entity_id: string;
  event: string;
  from_state: ColumnType<string | null, string | null | undefined, string | null>;
  to_state: ColumnType<string | null, string | null | undefined, string | null>;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  detail: ColumnType<Json | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface FinanceMonthsTable {
  venture_id: string;
  month: string;
  cash_minor: bigint;
  income_minor: bigint;
  costs_minor: bigint;
  note: string;
  source: string;
  version: ColumnType<number, number | undefined, number>;
  updated_by: string;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface FundingRoundsTable {
  id: string;
  venture_id: string;
  kind: string;
  name: string;
  state: string;
  target_minor: bigint;
  minimum_minor: bigint;
  planned_on: ColumnType<string | null, string | null | undefined, string | null>;
  opened_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface GuestLinksTable {
  id: string;
  document_id: string;
  position: number;
  link_hash: string;
  code_hash: ColumnType<string | null, string | null | undefined, string | null>;
  code_expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  code_tries: ColumnType<number, number | undefined, number>;
  codes_sent: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface GuestSessionsTable {
  id: string;
  link_id: string;
  secret_hash: string;
  confirmed_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface IdempotencyKeysTable {
  scope: string;
  key: string;
  operation: string;
  body_hash: string;
  answer: ColumnType<Json | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface JobsTable {
  id: string;
  name: string;
  user_id: ColumnType<string | null, string | null | undefined, string | null>;
  input: ColumnType<Json, string, string>;
  state: string;
  done: ColumnType<number, number | undefined, number>;
  total: ColumnType<number, number | undefined, number>;
  note: ColumnType<string, string | undefined, string>;
  result: ColumnType<Json | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface KnownDevicesTable {
  user_id: string;
  fingerprint: string;
  first_seen_at: ColumnType<Date, Date | string, Date | string>;
  last_seen_at: ColumnType<Date, Date | string, Date | string>;
}

export interface KpiSnapshotsTable {
  venture_id: string;
  kpi: string;
  month: string;
  value: string;
  taken_at: ColumnType<Date, Date | string, Date | string>;
}

export interface KpiTargetsTable {
  venture_id: string;
  kpi: string;
  target: string;
  set_by: string;
  set_at: ColumnType<Date, Date | string, Date | string>;
}

export interface LaunchPlansTable {
  venture_id: string;
  id: string;
  attempt: number;
  state: string;
  started_on: string;
  ends_on: string;
  started_by: string;
  extended_days: ColumnType<number, number | undefined, number>;
  extension_reason: ColumnType<string | null, string | null | undefined, string | null>;
  due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  decision: ColumnType<Json | null, string | null | undefined, string | null>;
  reminders: ColumnType<number, number | undefined, number>;
  reminded_on: ColumnType<string | null, string | null | undefined, string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface LedgerAccountsTable {
  owner_id: string;
  account: string;
  balance_micro: bigint;
  last_seq: bigint;
}

export interface LedgerChecksTable {
  id: string;
  checked_at: ColumnType<Date, Date | string, Date | string>;
  valid: boolean;
  transactions: bigint;
  fault: ColumnType<Json | null, string | null | undefined, string | null>;
}

export interface LedgerHeadsTable {
  seq: bigint;
  hash: string;
  key_id: string;
  signature: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface LedgerHoldsTable {
  id: string;
  owner_id: string;
  recipient_id: string;
  amount_micro: bigint;
  fee_micro: bigint;
  purpose: string;
  state: string;
  memo: ColumnType<string | null, string | null | undefined, string | null>;
  opened_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_by: ColumnType<string | null, string | null | undefined, string | null>;
  posted_micro: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  score: ColumnType<number | null, number | null | undefined, number | null>;
  signals: ColumnType<Json | null, string | null | undefined, string | null>;
  reviewed_by: ColumnType<string | null, string | null | undefined, string | null>;
  review_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface LedgerPostingsTable {
  owner_id: string;
  seq: bigint;
  no: number;
  account: string;
  kind: string;
  amount_micro: bigint;
  balance_micro: bigint;
}

export interface LedgerRootsTable {
  seq: bigint;
  at: ColumnType<Date, Date | string, Date | string>;
  accounts: number;
  sum_micro: bigint;
  hash: string;
  key_id: string;
  signature: string;
}

export interface LedgerStateTable {
  only_row: ColumnType<boolean, boolean | undefined, boolean>;
  genesis_at: ColumnType<Date, Date | string, Date | string>;
  seq: bigint;
  hash: string;
  at: ColumnType<Date, Date | string, Date | string>;
  paused_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  paused_reason: ColumnType<string | null, string | null | undefined, string | null>;
  wallets_version: ColumnType<bigint, bigint | undefined, bigint>;
}

export interface LedgerTransactionsTable {
  seq: bigint;
  id: string;
  kind: string;
  at: ColumnType<Date, Date | string, Date | string>;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  cause_type: string;
  cause_id: ColumnType<string | null, string | null | undefined, string | null>;
  command_key: string;
  fingerprint: string;
  owners: string[];
  memo: ColumnType<string | null, string | null | undefined, string | null>;
  memo_hash: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  reverses: ColumnType<string | null, string | null | undefined, string | null>;
  hash: string;
}

export interface LegalHoldsTable {
  id: string;
  subject: string;
  subject_id: string;
  reason: string;
  placed_by: string;
  placed_at: ColumnType<Date, Date | string, Date | string>;
  released_by: ColumnType<string | null, string | null | undefined, string | null>;
  released_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  release_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface LegalVenturesTable {
  venture_id: string;
  name: string;
  owner_id: string;
  owner_name: string;
  tier_ceiling: number;
}

export interface MailsTable {
  id: string;
  to_address: string;
  subject: string;
  text: string;
  html: string;
  state: string;
  attempts: ColumnType<number, number | undefined, number>;
  due_at: ColumnType<Date, Date | string, Date | string>;
  lease: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  last_error: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface ModelAliasesTable {
  name: string;
  alias: string;
  version: string;
  since: ColumnType<Date, Date | string, Date | string>;
}

export interface ModelVersionsTable {
  name: string;
  version: string;
  artefact_sha256: string;
  feature_set_hash: string;
  data_name: string;
  data_sha256: string;
  licence: string;
  seed: number;
  code_revision: ColumnType<string | null, string | null | undefined, string | null>;
  metrics: ColumnType<Json, string, string>;
  registered_at: ColumnType<Date, Date | string, Date | string>;
}

export interface NotificationCausesTable {
  user_id: string;
  key: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface NotificationCountersTable {
  user_id: string;
  last_seq: ColumnType<number, number | undefined, number>;
  unread: ColumnType<number, number | undefined, number>;
}

export interface NotificationPreferencesTable {
  user_id: string;
  type: string;
  in_app: boolean;
  email: boolean;
}

export interface NotificationSettingsTable {
  user_id: string;
  email_enabled: boolean;
  quiet_from: ColumnType<string | null, string | null | undefined, string | null>;
  quiet_to: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface NotificationsTable {
  user_id: string;
  seq: number;
  id: string;
  type: string;
  title: string;
  text: string;
  priority: string;
  link: ColumnType<string | null, string | null | undefined, string | null>;
  payload: ColumnType<Json, string | undefined, string>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  deleted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface OutboxTable {
  id: string;
  subscriber: string;
  event: ColumnType<Json, string, string>;
  attempts: ColumnType<number, number | undefined, number>;
  due_at: ColumnType<Date, Date | string | undefined, Date | string>;
  last_error: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface OwnershipTransfersTable {
  id: string;
  venture_id: string;
  from_id: string;
  to_id: string;
  document_id: string;
  message: string;
  state: string;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  sign_by: string;
  started_at: ColumnType<Date, Date | string, Date | string>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface PaperNeedsTable {
  user_id: string;
  code: string;
  ref: string;
  tier: number;
  asked_at: ColumnType<Date, Date | string, Date | string>;
}

export interface PaperVersionsTable {
  code: string;
  version: string;
  rank: number;
  kind: string;
  html: string;
  canonical_text: string;
  text_hash: string;
  reading_minutes: number;
  published_at: ColumnType<Date, Date | string, Date | string>;
  counts_from: ColumnType<Date, Date | string, Date | string>;
  record: string;
  record_hash: string;
  signature: string;
  key_id: string;
  family: ColumnType<string, string | undefined, string>;
  name: ColumnType<string | null, string | null | undefined, string | null>;
  purpose: ColumnType<string | null, string | null | undefined, string | null>;
  roles: ColumnType<Json, string | undefined, string>;
  variables: ColumnType<Json, string | undefined, string>;
  clauses: ColumnType<Json, string | undefined, string>;
}

export interface PayoutsTable {
  line_id: string;
  attempt: number;
  provider: string;
  state: string;
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reference: ColumnType<string | null, string | null | undefined, string | null>;
  failure: ColumnType<string | null, string | null | undefined, string | null>;
  started_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  settled_by: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface PlaybooksTable {
  id: string;
  owner_id: string;
  name: string;
  kind: string;
  rules: ColumnType<Json, string, string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface ReadingIndexesTable {
  owner_id: string;
  index_sealed: Buffer;
  built_at: ColumnType<Date, Date | string, Date | string>;
}

export interface ReadingsTable {
  id: string;
  owner_id: string;
  title: string;
  state: string;
  failure: ColumnType<string | null, string | null | undefined, string | null>;
  format: ColumnType<string | null, string | null | undefined, string | null>;
  page_count: ColumnType<number | null, number | null | undefined, number | null>;
  character_count: ColumnType<number | null, number | null | undefined, number | null>;
  playbook_id: ColumnType<string | null, string | null | undefined, string | null>;
  document_id: ColumnType<string | null, string | null | undefined, string | null>;
  file_id: ColumnType<string | null, string | null | undefined, string | null>;
  progress: ColumnType<number, number | undefined, number>;
  high: ColumnType<number, number | undefined, number>;
  medium: ColumnType<number, number | undefined, number>;
  low: ColumnType<number, number | undefined, number>;
  text_sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  result_sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  models: ColumnType<Json, string | undefined, string>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface RecoveryCodesTable {
  user_id: string;
  code_hash: string;
  used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface RenewalNoticesTable {
  document_id: string;
  days: number;
  sent_at: ColumnType<Date, Date | string, Date | string>;
}

export interface RetiredTokensTable {
  token_hash: string;
  session_id: string;
  retired_at: ColumnType<Date, Date | string, Date | string>;
}

export interface RevenueEntriesTable {
  id: string;
  venture_id: string;
  report_id: string;
  kind: string;
  month: string;
  gross_minor: bigint;
  taxes_minor: bigint;
  net_minor: bigint;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface RevenueReportsTable {
  id: string;
  venture_id: string;
  month: string;
  state: string;
  gross_minor: bigint;
  taxes_minor: bigint;
  third_party_minor: bigint;
  note: string;
  evidence_file_ids: string[];
  corrects_id: ColumnType<string | null, string | null | undefined, string | null>;
  corrected_by_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  reported_by: string;
  reported_at: ColumnType<Date, Date | string, Date | string>;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface SealingCertificatesTable {
  serial: string;
  fingerprint_sha256: string;
  pem: string;
  first_seen: ColumnType<Date, Date | string, Date | string>;
  retired_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface SessionsTable {
  id: string;
  user_id: string;
  token_hash: string;
  rotated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  last_used_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  end_reason: ColumnType<string | null, string | null | undefined, string | null>;
  ip: ColumnType<string | null, string | null | undefined, string | null>;
  agent: string;
  device: string;
  step_up_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  step_up_factor: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface ShareLinesTable {
  plan_id: string;
  user_id: ColumnType<string | null, string | null | undefined, string | null>;
  part: number;
}

export interface SharePlansTable {
  id: string;
  venture_id: string;
  state: string;
  document_id: ColumnType<string | null, string | null | undefined, string | null>;
  proposed_by: string;
  proposed_at: ColumnType<Date, Date | string, Date | string>;
  effective_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface SignInAttemptsTable {
  email_hash: string;
  failures: number;
  locked_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface SigningKeysTable {
  key_id: string;
  pem: string;
  first_seen: ColumnType<Date, Date | string, Date | string>;
}

export interface StandingSignaturesTable {
  id: string;
  venture_id: string;
  owner_id: string;
  code: string;
  version: string;
  record: string;
  record_hash: string;
  signature: string;
  key_id: string;
  given_at: ColumnType<Date, Date | string, Date | string>;
}

export interface SubscriptionHistoryTable {
  id: string;
  user_id: string;
  from_state: ColumnType<string | null, string | null | undefined, string | null>;
  to_state: string;
  event: string;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface SubscriptionsTable {
  user_id: string;
  state: string;
  trial_ends_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  trial_started_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reminded: ColumnType<boolean, boolean | undefined, boolean>;
  version: ColumnType<number, number | undefined, number>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
}

export interface TemplateDraftsTable {
  code: string;
  version: string;
  kind: string;
  name: string;
  purpose: string;
  roles: ColumnType<Json, string, string>;
  variables: ColumnType<Json, string, string>;
  clauses: ColumnType<Json, string, string>;
  author_id: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface TokenKeysTable {
  kid: string;
  public_jwk: ColumnType<Json, string, string>;
  private_key: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  retire_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface UserConsentLogTable {
  user_id: string;
  id: string;
  kind: string;
  state: string;
  version: ColumnType<string | null, string | null | undefined, string | null>;
  source: ColumnType<string | null, string | null | undefined, string | null>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
}

export interface UserConsentsTable {
  user_id: string;
  kind: string;
  state: string;
  version: ColumnType<string | null, string | null | undefined, string | null>;
  source: ColumnType<string | null, string | null | undefined, string | null>;
  changed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface UserHistoryTable {
  user_id: string;
  id: string;
  from_state: ColumnType<string | null, string | null | undefined, string | null>;
  to_state: string;
  event: string;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface UserSkillsTable {
  user_id: string;
  id: string;
  name: string;
  level: number;
  years: number;
  verified: ColumnType<boolean, boolean | undefined, boolean>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface UsersTable {
  id: string;
  email: string;
  slug: string;
  name: string;
  headline: ColumnType<string, string | undefined, string>;
  biography: ColumnType<string, string | undefined, string>;
  years_of_experience: ColumnType<number | null, number | null | undefined, number | null>;
  location: ColumnType<string, string | undefined, string>;
  website: ColumnType<string | null, string | null | undefined, string | null>;
  interests: ColumnType<string[], string[] | undefined, string[]>;
  hours_per_week: ColumnType<number | null, number | null | undefined, number | null>;
  photo_file_id: ColumnType<string | null, string | null | undefined, string | null>;
  time_zone: string;
  locale: string;
  theme: ColumnType<string, string | undefined, string>;
  status: string;
  email_verified_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  identity_verified: ColumnType<boolean, boolean | undefined, boolean>;
  visibility: ColumnType<string, string | undefined, string>;
  show_activity: ColumnType<boolean, boolean | undefined, boolean>;
  show_skills: ColumnType<boolean, boolean | undefined, boolean>;
  show_reputation: ColumnType<boolean, boolean | undefined, boolean>;
  share_equity_with_hub: ColumnType<boolean, boolean | undefined, boolean>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  closing_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface VentureBooksTable {
  venture_id: string;
  currency: ColumnType<string | null, string | null | undefined, string | null>;
  months_version: ColumnType<number, number | undefined, number>;
  targets_version: ColumnType<number, number | undefined, number>;
  shares_version: ColumnType<number, number | undefined, number>;
  runway_level: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface VentureFilesTable {
  file_id: string;
  venture_id: string;
  tier: number;
  note: string;
  added_by: string;
  added_at: ColumnType<Date, Date | string, Date | string>;
}

export interface VentureHistoryTable {
  id: string;
  venture_id: string;
  from_status: ColumnType<string | null, string | null | undefined, string | null>;
  to_status: string;
  event: string;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface VentureInvestorsTable {
  id: string;
  venture_id: string;
  round_id: ColumnType<string | null, string | null | undefined, string | null>;
  name: string;
  contact: string;
  interest: string;
  promised_minor: bigint;
  received_minor: bigint;
  note: string;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface VentureInvitationsTable {
  id: string;
  venture_id: string;
  email: string;
  role: string;
  message: string;
  state: string;
  token_hash: string;
  invited_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
}

export interface VentureMembersTable {
  venture_id: string;
  user_id: string;
  role: string;
  state: string;
  joined_at: ColumnType<Date, Date | string, Date | string>;
}

export interface VenturesTable {
  id: string;
  slug: string;
  name: string;
  purpose: string;
  description: string;
  industry: string;
  tags: string[];
  team_size_wanted: number;
  data_residency: string;
  default_tier: number;
  tier_ceiling: number;
  personal_data: boolean;
  health_data: boolean;
  skills_wanted: ColumnType<Json, string, string>;
  reward_kind: string;
  hub_services: boolean;
  visibility: string;
  status: string;
  phase: ColumnType<string | null, string | null | undefined, string | null>;
  owner_id: string;
  approvals_due: ColumnType<string[], string[] | undefined, string[]>;
  owner_lapsed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
  submitted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  activated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface VersionAnnouncementsTable {
  code: string;
  version: string;
  people: number;
  announced_at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkAgreementsTable {
  venture_id: string;
  document_id: string;
}

export interface WorkCheckinRemindersTable {
  venture_id: string;
  user_id: string;
  day: string;
}

export interface WorkCheckinsTable {
  venture_id: string;
  id: string;
  user_id: string;
  day: string;
  done: string;
  next: string;
  blockers: string;
  mood: number;
  blocked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  cleared_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkCommentsTable {
  venture_id: string;
  id: string;
  task_id: string;
  author_id: string;
  text: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkContributionsTable {
  venture_id: string;
  id: string;
  task_id: string;
  author_id: string;
  state: string;
  note: string;
  effort_minutes: number;
  impact: number;
  proposed_points: number;
  proposed_part: ColumnType<number | null, number | null | undefined, number | null>;
  quality: ColumnType<number | null, number | null | undefined, number | null>;
  collaboration: ColumnType<number | null, number | null | undefined, number | null>;
  final_points: ColumnType<number | null, number | null | undefined, number | null>;
  final_part: ColumnType<number | null, number | null | undefined, number | null>;
  points_tenths: ColumnType<number | null, never, never>;
  reviewer_id: ColumnType<string | null, string | null | undefined, string | null>;
  review_comment: ColumnType<string | null, string | null | undefined, string | null>;
  reviewed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkEvidenceTable {
  venture_id: string;
  id: string;
  title: string;
  note: string;
  link: ColumnType<string | null, string | null | undefined, string | null>;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkExposureTable {
  venture_id: string;
  id: string;
  risk_id: string;
  delta: number;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkLogTable {
  venture_id: string;
  id: string;
  entity: string;
  entity_id: string;
  subject: string;
  event: string;
  from_state: ColumnType<string | null, string | null | undefined, string | null>;
  to_state: ColumnType<string | null, string | null | undefined, string | null>;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkMeetingAnswersTable {
  venture_id: string;
  meeting_id: string;
  user_id: string;
  answer: ColumnType<string | null, string | null | undefined, string | null>;
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface WorkMeetingsTable {
  venture_id: string;
  id: string;
  title: string;
  agenda: string;
  place: string;
  starts_at: ColumnType<Date, Date | string, Date | string>;
  length_minutes: number;
  organiser_id: string;
  state: string;
  notes: ColumnType<string, string | undefined, string>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkMilestonesTable {
  venture_id: string;
  id: string;
  plan_id: ColumnType<string | null, string | null | undefined, string | null>;
  phase: ColumnType<string | null, string | null | undefined, string | null>;
  title: string;
  description: string;
  priority: number;
  due_on: string;
  state: string;
  completed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkRisksTable {
  venture_id: string;
  id: string;
  title: string;
  description: string;
  category: string;
  impact: number;
  probability: number;
  score: ColumnType<number | null, never, never>;
  owner_id: string;
  mitigation: string;
  state: string;
  version: ColumnType<number, number | undefined, number>;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkSprintPointsTable {
  venture_id: string;
  sprint_id: string;
  id: string;
  task_id: string;
  open_delta: number;
  done_delta: number;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkSprintsTable {
  venture_id: string;
  id: string;
  name: string;
  goal: string;
  state: string;
  starts_on: string;
  days: number;
  capacity_hours: number;
  committed_points: ColumnType<number, number | undefined, number>;
  started_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface WorkTaskLinksTable {
  venture_id: string;
  blocker_id: string;
  blocked_id: string;
}

export interface WorkTasksTable {
  venture_id: string;
  id: string;
  sprint_id: ColumnType<string | null, string | null | undefined, string | null>;
  title: string;
  description: string;
  kind: string;
  priority: number;
  points: number;
  estimated_minutes: ColumnType<number | null, number | null | undefined, number | null>;
  actual_minutes: ColumnType<number | null, number | null | undefined, number | null>;
  due_on: ColumnType<string | null, string | null | undefined, string | null>;
  assignee_id: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  position: number;
  done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
  removed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface WorkVenturesTable {
  venture_id: string;
  kept_phase: ColumnType<string | null, string | null | undefined, string | null>;
  origin_phase: ColumnType<string | null, string | null | undefined, string | null>;
  phase_since: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface DB {
  access_facts: AccessFactsTable;
  appointments: AppointmentsTable;
  audit_chain: AuditChainTable;
  audit_entries: AuditEntriesTable;
  audit_heads: AuditHeadsTable;
  auth_accounts: AuthAccountsTable;
  auth_passkeys: AuthPasskeysTable;
  auth_sessions: AuthSessionsTable;
  auth_two_factors: AuthTwoFactorsTable;
  auth_users: AuthUsersTable;
  auth_verifications: AuthVerificationsTable;
  bulk_issues: BulkIssuesTable;
  bulk_rows: BulkRowsTable;
  buz_charges: BuzChargesTable;
  buz_claims: BuzClaimsTable;
  buz_delegations: BuzDelegationsTable;
  buz_outflows: BuzOutflowsTable;
  buz_price_lists: BuzPriceListsTable;
  buz_proposals: BuzProposalsTable;
  buz_stakes: BuzStakesTable;
  buz_votes: BuzVotesTable;
  buz_wallets: BuzWalletsTable;
  cap_entries: CapEntriesTable;
  cap_holders: CapHoldersTable;
  cap_offers: CapOffersTable;
  cap_proposals: CapProposalsTable;
  cap_split_contributions: CapSplitContributionsTable;
  cap_splits: CapSplitsTable;
  cap_tables: CapTablesTable;
  compliance_standings: ComplianceStandingsTable;
  compliance_steps: ComplianceStepsTable;
  dead_letters: DeadLettersTable;
  distribution_entries: DistributionEntriesTable;
  distribution_lines: DistributionLinesTable;
  distribution_objections: DistributionObjectionsTable;
  distributions: DistributionsTable;
  document_breaches: DocumentBreachesTable;
  document_comments: DocumentCommentsTable;
  document_events: DocumentEventsTable;
  document_reviews: DocumentReviewsTable;
  document_seals: DocumentSealsTable;
  document_shares: DocumentSharesTable;
  document_signatures: DocumentSignaturesTable;
  document_signers: DocumentSignersTable;
  document_steps: DocumentStepsTable;
  document_texts: DocumentTextsTable;
  documents: DocumentsTable;
  event_log: EventLogTable;
  event_log_head: EventLogHeadTable;
  failed_sign_ins: FailedSignInsTable;
  file_upload_links: FileUploadLinksTable;
  files: FilesTable;
  finance_log: FinanceLogTable;
  finance_months: FinanceMonthsTable;
  funding_rounds: FundingRoundsTable;
  guest_links: GuestLinksTable;
  guest_sessions: GuestSessionsTable;
  idempotency_keys: IdempotencyKeysTable;
  jobs: JobsTable;
  known_devices: KnownDevicesTable;
  kpi_snapshots: KpiSnapshotsTable;
  kpi_targets: KpiTargetsTable;
  launch_plans: LaunchPlansTable;
  ledger_accounts: LedgerAccountsTable;
  ledger_checks: LedgerChecksTable;
  ledger_heads: LedgerHeadsTable;
  ledger_holds: LedgerHoldsTable;
  ledger_postings: LedgerPostingsTable;
  ledger_roots: LedgerRootsTable;
  ledger_state: LedgerStateTable;
  ledger_transactions: LedgerTransactionsTable;
  legal_holds: LegalHoldsTable;
  legal_ventures: LegalVenturesTable;
  mails: MailsTable;
  model_aliases: ModelAliasesTable;
  model_versions: ModelVersionsTable;
  notification_causes: NotificationCausesTable;
  notification_counters: NotificationCountersTable;
  notification_preferences: NotificationPreferencesTable;
  notification_settings: NotificationSettingsTable;
  notifications: NotificationsTable;
  outbox: OutboxTable;
  ownership_transfers: OwnershipTransfersTable;
  paper_needs: PaperNeedsTable;
  paper_versions: PaperVersionsTable;
  payouts: PayoutsTable;
  playbooks: PlaybooksTable;
  reading_indexes: ReadingIndexesTable;
  readings: ReadingsTable;
  recovery_codes: RecoveryCodesTable;
  renewal_notices: RenewalNoticesTable;
  retired_tokens: RetiredTokensTable;
  revenue_entries: RevenueEntriesTable;
  revenue_reports: RevenueReportsTable;
  sealing_certificates: SealingCertificatesTable;
  sessions: SessionsTable;
  share_lines: ShareLinesTable;
  share_plans: SharePlansTable;
  sign_in_attempts: SignInAttemptsTable;
  signing_keys: SigningKeysTable;
  standing_signatures: StandingSignaturesTable;
  subscription_history: SubscriptionHistoryTable;
  subscriptions: SubscriptionsTable;
  template_drafts: TemplateDraftsTable;
  token_keys: TokenKeysTable;
  user_consent_log: UserConsentLogTable;
  user_consents: UserConsentsTable;
  user_history: UserHistoryTable;
  user_skills: UserSkillsTable;
  users: UsersTable;
  venture_books: VentureBooksTable;
  venture_files: VentureFilesTable;
  venture_history: VentureHistoryTable;
  venture_investors: VentureInvestorsTable;
  venture_invitations: VentureInvitationsTable;
  venture_members: VentureMembersTable;
  ventures: VenturesTable;
  version_announcements: VersionAnnouncementsTable;
  work_agreements: WorkAgreementsTable;
  work_checkin_reminders: WorkCheckinRemindersTable;
  work_checkins: WorkCheckinsTable;
  work_comments: WorkCommentsTable;
  work_contributions: WorkContributionsTable;
  work_evidence: WorkEvidenceTable;
  work_exposure: WorkExposureTable;
  work_log: WorkLogTable;
  work_meeting_answers: WorkMeetingAnswersTable;
  work_meetings: WorkMeetingsTable;
  work_milestones: WorkMilestonesTable;
  work_risks: WorkRisksTable;
  work_sprint_points: WorkSprintPointsTable;
  work_sprints: WorkSprintsTable;
  work_task_links: WorkTaskLinksTable;
  work_tasks: WorkTasksTable;
  work_ventures: WorkVenturesTable;
}
