// Generated from the migrations by `npm run generate`. Do not edit.
import type { ColumnType } from 'kysely';

type Json = unknown;

export interface AbuseReportsTable {
  id: string;
  case_id: string;
  reporter_id: string;
  reason: string;
  body: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface AccessFactsTable {
  user_id: string;
  kind: string;
  value: string;
  ref: ColumnType<string, string | undefined, string>;
  tier: ColumnType<number, number | undefined, number>;
  until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface AnalyticsDaysTable {
  day: string;
  type: string;
  events: number;
  people: number;
}

export interface AnalyticsErasuresTable {
  seq: bigint;
  scope: string;
  person: ColumnType<number | null, number | null | undefined, number | null>;
  before: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface AnalyticsEventsTable {
  seq: bigint;
  id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  received_at: ColumnType<Date, Date | string, Date | string>;
  person: number;
  visit: ColumnType<string | null, string | null | undefined, string | null>;
  type: string;
  entity_kind: ColumnType<string | null, string | null | undefined, string | null>;
  entity_id: ColumnType<string | null, string | null | undefined, string | null>;
  properties: ColumnType<Json, string, string>;
  source: string;
  consent: string;
  caused: boolean;
}

export interface AnalyticsHeadTable {
  only_row: ColumnType<boolean, boolean | undefined, boolean>;
  seq: bigint;
  follows: bigint;
  epoch: number;
}

export interface AnalyticsPeopleTable {
  person: number;
  user_id: string;
  consented: boolean;
  excluded: boolean;
  signed_up_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  seq: bigint;
}

export interface AnomaliesTable {
  id: string;
  rule: string;
  part: string;
  subject_kind: string;
  subject_id: ColumnType<string | null, string | null | undefined, string | null>;
  seen: number;
  compared: ColumnType<number | null, number | null | undefined, number | null>;
  started_at: ColumnType<Date, Date | string, Date | string>;
  last_seen_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  acknowledged_by: ColumnType<string | null, string | null | undefined, string | null>;
  acknowledged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  acknowledged_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface AnomalyRulesTable {
  rule: string;
  enabled: boolean;
  notify: boolean;
  changed_at: ColumnType<Date, Date | string, Date | string>;
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

export interface ApprovalsTable {
  id: string;
  kind: string;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  company_id: ColumnType<string | null, string | null | undefined, string | null>;
  other_company_id: ColumnType<string | null, string | null | undefined, string | null>;
  millionths: ColumnType<number | null, number | null | undefined, number | null>;
  requester_id: string;
  approver_id: string;
  subject: string;
  message: string;
  state: string;
  comment: ColumnType<string, string | undefined, string>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
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

export interface BadgeDefinitionsTable {
  code: string;
  name: string;
  rarity: string;
  rule: ColumnType<Json, string, string>;
  state: string;
  platform: boolean;
  position: number;
  created_by: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface BehaviorAdviceTable {
  id: string;
  user_id: string;
  action: string;
  subject: string;
  title: string;
  reason: string;
  link: string;
  rule: string;
  model: ColumnType<string | null, string | null | undefined, string | null>;
  version: ColumnType<string | null, string | null | undefined, string | null>;
  features: ColumnType<Json | null, string | null | undefined, string | null>;
  suggested_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  answer: ColumnType<string | null, string | null | undefined, string | null>;
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface BehaviorChoicesTable {
  user_id: string;
  predictions: boolean;
  changed_at: ColumnType<Date, Date | string, Date | string>;
}

export interface BehaviorContestsTable {
  id: string;
  user_id: string;
  statement: string;
  words: string;
  source: string;
  shown: ColumnType<Json, string, string>;
  state: string;
  at: ColumnType<Date, Date | string, Date | string>;
  answer: ColumnType<string | null, string | null | undefined, string | null>;
  answered_by: ColumnType<string | null, string | null | undefined, string | null>;
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface BehaviorFactsTable {
  user_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  facts: ColumnType<Json, string, string>;
  fictional: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface BehaviorSegmentationsTable {
  id: string;
  computed_at: ColumnType<Date, Date | string, Date | string>;
  state: string;
  people: number;
  silhouette: ColumnType<number | null, number | null | undefined, number | null>;
  stability: ColumnType<number | null, number | null | undefined, number | null>;
  segments: ColumnType<Json, string, string>;
  model: ColumnType<Json | null, string | null | undefined, string | null>;
  fictional: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface BehaviorSignalsTable {
  id: string;
  kind: string;
  observation: string;
  user_id: ColumnType<string | null, string | null | undefined, string | null>;
  text: string;
  evidence: ColumnType<Json, string, string>;
  rule: string;
  at: ColumnType<Date, Date | string, Date | string>;
  state: ColumnType<string, string | undefined, string>;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  reviewed_by: ColumnType<string | null, string | null | undefined, string | null>;
  reviewed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface BehaviorStandingsTable {
  user_id: string;
  computed_at: ColumnType<Date, Date | string, Date | string>;
  last_active_on: ColumnType<string | null, string | null | undefined, string | null>;
  engagement: number;
  collaboration: number;
  xp_progress: number;
  performance: number;
  xp_level: string;
  churn_level: ColumnType<string | null, string | null | undefined, string | null>;
  churn_rank: ColumnType<number | null, number | null | undefined, number | null>;
  churn: ColumnType<Json | null, string | null | undefined, string | null>;
  next_step: ColumnType<Json | null, string | null | undefined, string | null>;
  segment: ColumnType<string | null, string | null | undefined, string | null>;
  fictional: ColumnType<boolean, boolean | undefined, boolean>;
  seat_churn: ColumnType<Json | null, string | null | undefined, string | null>;
  seat_rank: ColumnType<number | null, number | null | undefined, number | null>;
}

export interface BillingAddressesTable {
  user_id: string;
  name: string;
  organisation: string;
  street: string;
  city: string;
  region: string;
  postal_code: string;
  country: string;
  version: ColumnType<number, number | undefined, number>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface BillingLogTable {
  id: string;
  user_id: string;
  entity: string;
  entity_id: string;
  event: string;
  from_state: ColumnType<string | null, string | null | undefined, string | null>;
  to_state: string;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
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

export interface ChannelMessagesTable {
  id: string;
  channel_id: string;
  seq: bigint;
  change: bigint;
  author_id: string;
  client_id: string;
  kind: string;
  body: string;
  mentions: ColumnType<string[], string[] | undefined, string[]>;
  parent_id: ColumnType<string | null, string | null | undefined, string | null>;
  replies: ColumnType<number, number | undefined, number>;
  accepted_id: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  edited_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  deleted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  deleted_by: ColumnType<string | null, string | null | undefined, string | null>;
  hidden_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  search: ColumnType<string, never, never>;
}

export interface ChannelReadersTable {
  user_id: string;
  channel_id: string;
  read_seq: bigint;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface ChannelsTable {
  id: string;
  scope: string;
  scope_id: ColumnType<string | null, string | null | undefined, string | null>;
  person_a: ColumnType<string | null, string | null | undefined, string | null>;
  person_b: ColumnType<string | null, string | null | undefined, string | null>;
  name: string;
  purpose: ColumnType<string, string | undefined, string>;
  posting: ColumnType<string, string | undefined, string>;
  archived_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_by: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  last_seq: ColumnType<bigint, bigint | undefined, bigint>;
  last_change: ColumnType<bigint, bigint | undefined, bigint>;
  active_at: ColumnType<Date, Date | string, Date | string>;
  last_message_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
}

export interface CommunityLogTable {
  id: string;
  entity: string;
  entity_id: string;
  event: string;
  from_state: ColumnType<string | null, string | null | undefined, string | null>;
  to_state: string;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface CompaniesTable {
  id: string;
  name: string;
  description: string;
  industry: string;
  size: string;
  stage: string;
  visibility: string;
  tags: string[];
  website: ColumnType<string, string | undefined, string>;
  state: string;
  merged_into: ColumnType<string | null, string | null | undefined, string | null>;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
  version: ColumnType<number, number | undefined, number>;
}

export interface CompanyDocumentsTable {
  file_id: string;
  company_id: string;
  note: string;
  added_by: string;
  added_at: ColumnType<Date, Date | string, Date | string>;
}

export interface CompanyPeopleTable {
  company_id: string;
  user_id: string;
  role: string;
  joined_at: ColumnType<Date, Date | string, Date | string>;
}

export interface CompanyStakesTable {
  parent_id: string;
  child_id: string;
  millionths: number;
  set_by: ColumnType<string | null, string | null | undefined, string | null>;
  set_at: ColumnType<Date, Date | string, Date | string>;
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

export interface ConnectionsTable {
  id: string;
  person_a: string;
  person_b: string;
  asked_by: string;
  state: string;
  message: string;
  asked_at: ColumnType<Date, Date | string, Date | string>;
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
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
  withheld_minor: ColumnType<bigint, bigint | undefined, bigint>;
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

export interface EndorsementsTable {
  id: string;
  from_id: string;
  to_id: string;
  skill: string;
  weight: number;
  note: string;
  given_at: ColumnType<Date, Date | string, Date | string>;
  withdrawn_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
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

export interface FeedItemsTable {
  id: string;
  kind: string;
  subject_id: string;
  venture_id: ColumnType<string | null, string | null | undefined, string | null>;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  to_id: ColumnType<string | null, string | null | undefined, string | null>;
  code: string;
  title: string;
  body: string;
  link: string;
  at: ColumnType<Date, Date | string, Date | string>;
  urgency_hours: number;
  rank: bigint;
  ranked_at: ColumnType<Date, Date | string, Date | string>;
  gone: ColumnType<boolean, boolean | undefined, boolean>;
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

export interface IdeaVotesTable {
  idea_id: string;
  user_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface IdeasTable {
  id: string;
  venture_id: ColumnType<string | null, string | null | undefined, string | null>;
  author_id: string;
  title: string;
  body: string;
  tags: string[];
  impact: number;
  effort: number;
  state: string;
  decision_reason: ColumnType<string | null, string | null | undefined, string | null>;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  votes: ColumnType<number, number | undefined, number>;
  hidden_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
  version: ColumnType<number, number | undefined, number>;
}

export interface IdempotencyKeysTable {
  scope: string;
  key: string;
  operation: string;
  body_hash: string;
  answer: ColumnType<Json | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface InvoiceDisputesTable {
  id: string;
  invoice_id: string;
  user_id: string;
  state: string;
  reason: string;
  answer_by: string;
  answer: ColumnType<string | null, string | null | undefined, string | null>;
  answered_by: ColumnType<string | null, string | null | undefined, string | null>;
  opened_at: ColumnType<Date, Date | string, Date | string>;
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reminded: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface InvoiceLinesTable {
  invoice_id: string;
  position: number;
  kind: string;
  text: string;
  rate_milli: ColumnType<number | null, number | null | undefined, number | null>;
  base_minor: bigint;
  amount_minor: bigint;
  registration: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface InvoiceSeriesTable {
  series: string;
  last: number;
}

export interface InvoicesTable {
  id: string;
  user_id: string;
  state: string;
  series: ColumnType<string | null, string | null | undefined, string | null>;
  seq: ColumnType<number | null, number | null | undefined, number | null>;
  number: ColumnType<string | null, string | null | undefined, string | null>;
  price_version: number;
  currency: string;
  net_minor: bigint;
  tax_minor: bigint;
  total_minor: bigint;
  tax_note: string;
  buyer: ColumnType<Json, string, string>;
  seller: ColumnType<Json, string, string>;
  reference: string;
  period_start: ColumnType<Date, Date | string, Date | string>;
  period_end: ColumnType<Date, Date | string, Date | string>;
  service_start: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  service_end: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  issued_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  paid_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
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

export interface JourneyDraftsTable {
  user_id: string;
  number: number;
  fields: ColumnType<Json, string, string>;
  saved_at: ColumnType<Date, Date | string, Date | string>;
}

export interface JourneyHistoryTable {
  user_id: string;
  id: string;
  number: number;
  from_state: string;
  to_state: string;
  event: string;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface JourneyQuestsTable {
  user_id: string;
  quest: string;
  done_at: ColumnType<Date, Date | string, Date | string>;
}

export interface JourneySeenTable {
  user_id: string;
  what: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface JourneyStagesTable {
  user_id: string;
  number: number;
  state: string;
  cause: ColumnType<string | null, string | null | undefined, string | null>;
  opened_at: ColumnType<Date, Date | string, Date | string>;
  closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface JourneysTable {
  user_id: string;
  started_at: ColumnType<Date, Date | string, Date | string>;
  progressed_at: ColumnType<Date, Date | string, Date | string>;
  reminders: ColumnType<number, number | undefined, number>;
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

export interface KudosTable {
  id: string;
  venture_id: ColumnType<string | null, string | null | undefined, string | null>;
  from_id: string;
  to_id: string;
  category: string;
  body: string;
  hidden_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
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
  bulk: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface MatchBundlesTable {
  user_id: string;
  told_through: ColumnType<Date, Date | string, Date | string>;
}

export interface MatchPreferencesTable {
  user_id: string;
  types: ColumnType<string[], string[] | undefined, string[]>;
  engagements: ColumnType<string[], string[] | undefined, string[]>;
  rewards: ColumnType<string[], string[] | undefined, string[]>;
  languages: ColumnType<string[], string[] | undefined, string[]>;
  open_to_offers: ColumnType<boolean, boolean | undefined, boolean>;
  opted_out: ColumnType<boolean, boolean | undefined, boolean>;
  opted_out_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface MatchesTable {
  id: string;
  user_id: string;
  opportunity_id: string;
  state: string;
  score: number;
  wish: number;
  components: ColumnType<Json, string, string>;
  ranking: string;
  place: number;
  suggested_at: ColumnType<Date, Date | string, Date | string>;
  viewed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  applied_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  hidden_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  hidden_reason: ColumnType<string | null, string | null | undefined, string | null>;
  liked: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface MeetingAttendeesTable {
  meeting_id: string;
  user_id: string;
  attendance: string;
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface MeetingsTable {
  id: string;
  scope: string;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
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

export interface MessageReactionsTable {
  message_id: string;
  user_id: string;
  reaction: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface MetricBacktestsTable {
  metric: string;
  made_on: string;
  shown: boolean;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  result: ColumnType<Json, string, string>;
}

export interface MetricForecastsTable {
  metric: string;
  made_on: string;
  due_on: string;
  value: number;
  low: number;
  high: number;
  level: number;
  method: string;
  outcome: ColumnType<number | null, number | null | undefined, number | null>;
  scored_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface MetricValuesTable {
  metric: string;
  grain: string;
  at: ColumnType<Date, Date | string, Date | string>;
  value: ColumnType<number | null, number | null | undefined, number | null>;
  split: ColumnType<Json | null, string | null | undefined, string | null>;
  computed_at: ColumnType<Date, Date | string, Date | string>;
}

export interface ModelAlarmsTable {
  id: string;
  name: string;
  version: string;
  kind: string;
  detail: string;
  raised_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_by: ColumnType<string | null, string | null | undefined, string | null>;
  ended_why: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface ModelAliasesTable {
  name: string;
  alias: string;
  version: string;
  since: ColumnType<Date, Date | string, Date | string>;
}

export interface ModelChecksTable {
  id: string;
  name: string;
  version: string;
  kind: string;
  state: string;
  report: ColumnType<Json, string, string>;
  checked_at: ColumnType<Date, Date | string, Date | string>;
}

export interface ModelEvaluationsTable {
  name: string;
  version: string;
  report: ColumnType<Json, string, string>;
}

export interface ModelPromotionsTable {
  id: string;
  name: string;
  version: string;
  promoted_by: string;
  promoted_at: ColumnType<Date, Date | string, Date | string>;
  reason: string;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_how: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface ModelRunsTable {
  id: string;
  name: string;
  job_id: ColumnType<string | null, string | null | undefined, string | null>;
  asked_by: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  outcome: ColumnType<string | null, string | null | undefined, string | null>;
  why: ColumnType<string, string | undefined, string>;
  version: ColumnType<string | null, string | null | undefined, string | null>;
  row_count: ColumnType<number | null, number | null | undefined, number | null>;
  positives: ColumnType<number | null, number | null | undefined, number | null>;
  done: ColumnType<number, number | undefined, number>;
  total: ColumnType<number, number | undefined, number>;
  note: ColumnType<string, string | undefined, string>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  beat_at: ColumnType<Date, Date | string, Date | string>;
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface ModelServingsTable {
  id: string;
  name: string;
  version: string;
  subject: string;
  key_sealed: Buffer;
  day: string;
  as_of: ColumnType<Date, Date | string, Date | string>;
  vector: ColumnType<Json, string, string>;
  probability: number;
  shadow_version: ColumnType<string | null, string | null | undefined, string | null>;
  shadow_probability: ColumnType<number | null, number | null | undefined, number | null>;
  served_at: ColumnType<Date, Date | string, Date | string>;
}

export interface ModelStatementsTable {
  id: string;
  kind: string;
  subject: string;
  about: ColumnType<string, string | undefined, string>;
  model: string;
  version: ColumnType<string | null, string | null | undefined, string | null>;
  probability: ColumnType<number | null, number | null | undefined, number | null>;
  value: ColumnType<number | null, number | null | undefined, number | null>;
  low: ColumnType<number | null, number | null | undefined, number | null>;
  high: ColumnType<number | null, number | null | undefined, number | null>;
  level: ColumnType<number | null, number | null | undefined, number | null>;
  shadow_version: ColumnType<string | null, string | null | undefined, string | null>;
  shadow_probability: ColumnType<number | null, number | null | undefined, number | null>;
  made_at: ColumnType<Date, Date | string, Date | string>;
  made_on: string;
  due_at: ColumnType<Date, Date | string, Date | string>;
  due_on: string;
  settled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  outcome: ColumnType<number | null, number | null | undefined, number | null>;
  void: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface ModelTrainingsTable {
  name: string;
  version: string;
  artefact: Buffer;
  passed: boolean;
  verdict: string;
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

export interface ModerationCasesTable {
  id: string;
  kind: string;
  subject_id: string;
  author_id: string;
  excerpt: string;
  state: string;
  measure: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  appeal: ColumnType<string | null, string | null | undefined, string | null>;
  appealed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  appeal_reason: ColumnType<string | null, string | null | undefined, string | null>;
  appeal_by: ColumnType<string | null, string | null | undefined, string | null>;
  overturned: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  opened_at: ColumnType<Date, Date | string, Date | string>;
  version: ColumnType<number, number | undefined, number>;
}

export interface NotificationBroadcastsTable {
  id: string;
  created_by: string;
  kind: string;
  audience: ColumnType<Json, string, string>;
  content: ColumnType<Json, string, string>;
  state: string;
  total: number;
  told: ColumnType<number, number | undefined, number>;
  skipped: ColumnType<number, number | undefined, number>;
  position: ColumnType<string | null, string | null | undefined, string | null>;
  job_id: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
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
  read_through: ColumnType<number, number | undefined, number>;
  read_through_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  hour: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  mails: ColumnType<number, number | undefined, number>;
  pushes: ColumnType<number, number | undefined, number>;
}

export interface NotificationDeliveriesTable {
  id: string;
  user_id: string;
  notification_id: string;
  channel: string;
  target: string;
  state: string;
  attempts: ColumnType<number, number | undefined, number>;
  due_at: ColumnType<Date, Date | string, Date | string>;
  lease: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  mail_id: ColumnType<string | null, string | null | undefined, string | null>;
  payload: ColumnType<Json, string | undefined, string>;
  urgent: ColumnType<boolean, boolean | undefined, boolean>;
  last_error: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  settled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  bulk: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface NotificationDigestsTable {
  user_id: string;
  notification_id: string;
  type: string;
  title: string;
  text: string;
  link: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  due_at: ColumnType<Date, Date | string, Date | string>;
}

export interface NotificationPreferencesTable {
  user_id: string;
  type: string;
  in_app: boolean;
  email: boolean;
  push: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
}

export interface NotificationSettingsTable {
  user_id: string;
  email_enabled: boolean;
  quiet_from: ColumnType<string | null, string | null | undefined, string | null>;
  quiet_to: ColumnType<string | null, string | null | undefined, string | null>;
  push_enabled: ColumnType<boolean, boolean | undefined, boolean>;
  push_text: ColumnType<boolean, boolean | undefined, boolean>;
  digest_hour: ColumnType<number | null, number | null | undefined, number | null>;
  paused_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface NotificationTemplatesTable {
  code: string;
  language: string;
  version: number;
  name: string;
  title: string;
  text: string;
  link: ColumnType<string | null, string | null | undefined, string | null>;
  created_by: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
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
  expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  snoozed_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface OpportunitiesTable {
  id: string;
  kind: string;
  creator_id: string;
  venture_id: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  title: string;
  description: string;
  type: string;
  engagement: string;
  rewards: ColumnType<Json, string, string>;
  reward_kinds: string[];
  required_skills: ColumnType<Json, string, string>;
  preferred_skills: ColumnType<Json, string, string>;
  skill_names: string[];
  hours_per_week: ColumnType<number | null, number | null | undefined, number | null>;
  duration_weeks: ColumnType<number | null, number | null | undefined, number | null>;
  remote: boolean;
  place: ColumnType<string | null, string | null | undefined, string | null>;
  time_zone: ColumnType<string | null, string | null | undefined, string | null>;
  years_needed: ColumnType<number | null, number | null | undefined, number | null>;
  industry: ColumnType<string | null, string | null | undefined, string | null>;
  tags: string[];
  places: number;
  taken: ColumnType<number, number | undefined, number>;
  seat_role: string;
  nda_required: boolean;
  open_days: number;
  visibility: string;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
  published_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  card_search: ColumnType<string, never, never>;
  full_search: ColumnType<string, never, never>;
}

export interface OpportunityApplicationsTable {
  id: string;
  opportunity_id: string;
  applicant_id: string;
  state: string;
  cover_letter: string;
  skills: ColumnType<Json, string, string>;
  experience: string;
  availability: string;
  motivation: string;
  bid_minor: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  bid_currency: ColumnType<string | null, string | null | undefined, string | null>;
  nda_accepted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  charged: ColumnType<string | null, string | null | undefined, string | null>;
  components: ColumnType<Json | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  collaboration: ColumnType<string | null, string | null | undefined, string | null>;
  invitation_id: ColumnType<string | null, string | null | undefined, string | null>;
  document_id: ColumnType<string | null, string | null | undefined, string | null>;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  opened_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface OpportunityDaysTable {
  opportunity_id: string;
  day: string;
  views: ColumnType<number, number | undefined, number>;
  applications: ColumnType<number, number | undefined, number>;
  matches: ColumnType<number, number | undefined, number>;
  acceptances: ColumnType<number, number | undefined, number>;
}

export interface OpportunityHistoryTable {
  opportunity_id: string;
  id: string;
  application_id: ColumnType<string | null, string | null | undefined, string | null>;
  event: string;
  from_state: ColumnType<string | null, string | null | undefined, string | null>;
  to_state: string;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface OpportunityInvitationsTable {
  opportunity_id: string;
  user_id: string;
  invited_by: string;
  message: string;
  invited_at: ColumnType<Date, Date | string, Date | string>;
}

export interface OpportunityViewsTable {
  opportunity_id: string;
  day: string;
  user_id: string;
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

export interface PaymentCustomersTable {
  provider: string;
  user_id: string;
  customer_ref: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface PaymentHooksTable {
  id: string;
  provider: string;
  event_id: string;
  type: string;
  happened_at: ColumnType<Date, Date | string, Date | string>;
  received_at: ColumnType<Date, Date | string, Date | string>;
  body: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  charge_ref: ColumnType<string | null, string | null | undefined, string | null>;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  handled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  replays: ColumnType<number, number | undefined, number>;
}

export interface PaymentMethodsTable {
  id: string;
  user_id: string;
  provider: string;
  method_ref: ColumnType<string | null, string | null | undefined, string | null>;
  label: string;
  expires: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  is_default: boolean;
  created_at: ColumnType<Date, Date | string, Date | string>;
  removed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface PaymentSessionsTable {
  id: string;
  user_id: string;
  provider: string;
  purpose: string;
  request_key: string;
  subscribes: boolean;
  payment_id: ColumnType<string | null, string | null | undefined, string | null>;
  session_ref: ColumnType<string | null, string | null | undefined, string | null>;
  url: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  note: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface PaymentsTable {
  id: string;
  invoice_id: string;
  user_id: string;
  attempt: number;
  provider: string;
  way: string;
  state: string;
  method_id: ColumnType<string | null, string | null | undefined, string | null>;
  key: string;
  present: boolean;
  amount_minor: bigint;
  currency: string;
  charge_ref: ColumnType<string | null, string | null | undefined, string | null>;
  failure: ColumnType<string | null, string | null | undefined, string | null>;
  action_url: ColumnType<string | null, string | null | undefined, string | null>;
  reference: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  settled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  settled_by: ColumnType<string | null, string | null | undefined, string | null>;
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

export interface PersonalGoalStepsTable {
  user_id: string;
  id: string;
  goal_id: string;
  event: string;
  from_state: ColumnType<string | null, string | null | undefined, string | null>;
  to_state: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface PersonalGoalsTable {
  user_id: string;
  id: string;
  title: string;
  target: number;
  progress: ColumnType<number, number | undefined, number>;
  state: string;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface PlaceMetricValuesTable {
  metric_id: string;
  day: string;
  value: number;
  noted_by: string;
  noted_at: ColumnType<Date, Date | string, Date | string>;
}

export interface PlaceMetricsTable {
  id: string;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  company_id: ColumnType<string | null, string | null | undefined, string | null>;
  name: string;
  unit: string;
  direction: string;
  target: number;
  threshold: number;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  version: ColumnType<number, number | undefined, number>;
}

export interface PlaybooksTable {
  id: string;
  owner_id: string;
  name: string;
  kind: string;
  rules: ColumnType<Json, string, string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface PollVotesTable {
  poll_id: string;
  user_id: string;
  option: number;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface PollsTable {
  id: string;
  venture_id: ColumnType<string | null, string | null | undefined, string | null>;
  author_id: string;
  question: string;
  options: string[];
  closes_at: ColumnType<Date, Date | string, Date | string>;
  hidden_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface PortfolioItemsTable {
  user_id: string;
  id: string;
  title: string;
  description: string;
  url: ColumnType<string | null, string | null | undefined, string | null>;
  skills: string[];
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface PushDevicesTable {
  id: string;
  user_id: string;
  session_id: ColumnType<string | null, string | null | undefined, string | null>;
  name: string;
  endpoint: string;
  p256dh: string;
  auth: Buffer;
  created_at: ColumnType<Date, Date | string, Date | string>;
  last_sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface PushKeysTable {
  id: number;
  public_key: string;
  private_key: Buffer;
  created_at: ColumnType<Date, Date | string, Date | string>;
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

export interface RefundsTable {
  id: string;
  payment_id: string;
  invoice_id: string;
  state: string;
  amount_minor: bigint;
  currency: string;
  refund_ref: ColumnType<string | null, string | null | undefined, string | null>;
  reason: string;
  failure: ColumnType<string | null, string | null | undefined, string | null>;
  requested_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  settled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface RenewalNoticesTable {
  document_id: string;
  days: number;
  sent_at: ColumnType<Date, Date | string, Date | string>;
}

export interface ReportRecipientsTable {
  report_id: string;
  user_id: string;
}

export interface ReportSchedulesTable {
  report_id: string;
  frequency: string;
  weekday: number;
  month_day: number;
  hour: number;
  time_zone: string;
  next_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  last_sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  stopped: ColumnType<string | null, string | null | undefined, string | null>;
  failures: ColumnType<number, number | undefined, number>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
}

export interface ReportSendingsTable {
  report_id: string;
  due_at: ColumnType<Date, Date | string, Date | string>;
  sent_at: ColumnType<Date, Date | string, Date | string>;
  told: number;
}

export interface ReportsTable {
  id: string;
  owner_id: string;
  name: string;
  description: string;
  definition: ColumnType<Json, string, string>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
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

export interface SavedSearchesTable {
  user_id: string;
  id: string;
  name: string;
  filters: ColumnType<Json, string, string>;
  frequency: string;
  since: ColumnType<Date, Date | string, Date | string>;
  checked_at: ColumnType<Date, Date | string, Date | string>;
  last_told_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface SealingCertificatesTable {
  serial: string;
  fingerprint_sha256: string;
  pem: string;
  first_seen: ColumnType<Date, Date | string, Date | string>;
  retired_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface SearchAlertsTable {
  user_id: string;
  opportunity_id: string;
  search_id: ColumnType<string | null, string | null | undefined, string | null>;
  told_at: ColumnType<Date, Date | string, Date | string>;
}

export interface SeatPricesTable {
  version: number;
  price_minor: bigint;
  currency: string;
  from_at: ColumnType<Date, Date | string, Date | string>;
  announced_at: ColumnType<Date, Date | string, Date | string>;
  set_by: ColumnType<string | null, string | null | undefined, string | null>;
  reason: string;
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

export interface SkillChecksTable {
  id: string;
  user_id: string;
  skill: string;
  kind: string;
  note: string;
  by_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  withdrawn_by: ColumnType<string | null, string | null | undefined, string | null>;
  withdrawn_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  withdrawn_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface SkillRatingsTable {
  skill: string;
  name: string;
  complexity: number;
  set_by: string;
  set_at: ColumnType<Date, Date | string, Date | string>;
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
  came_from: ColumnType<string | null, string | null | undefined, string | null>;
  period_start: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  period_end: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  anchor_day: ColumnType<number | null, number | null | undefined, number | null>;
  invoice_id: ColumnType<string | null, string | null | undefined, string | null>;
  grace_since: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  retries: ColumnType<number, number | undefined, number>;
  suspended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  months_in_a_row: ColumnType<number, number | undefined, number>;
  trial_charge_tried: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface SupportMessagesTable {
  id: string;
  request_id: string;
  author_id: string;
  by_hub: boolean;
  body: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface SupportRequestsTable {
  id: string;
  user_id: string;
  subject: string;
  priority: string;
  state: string;
  priority_support: boolean;
  answer_due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
  version: ColumnType<number, number | undefined, number>;
}

export interface SystemMinutesTable {
  at: ColumnType<Date, Date | string, Date | string>;
  brain: string;
  requests: number;
  errors: number;
  buckets: ColumnType<Json, string, string>;
  jobs_failed: number;
  queue_depth: number;
  dead_letters: number;
  audit_broken: boolean;
}

export interface TeamGoalsTable {
  team_id: string;
  id: string;
  title: string;
  description: string;
  priority: number;
  unit: string;
  target: number;
  current: number;
  due_on: ColumnType<string | null, string | null | undefined, string | null>;
  owner_id: string;
  state: string;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
  version: ColumnType<number, number | undefined, number>;
}

export interface TeamHistoryTable {
  place_id: string;
  id: string;
  entity: string;
  entity_id: string;
  event: string;
  from_state: ColumnType<string | null, string | null | undefined, string | null>;
  to_state: ColumnType<string | null, string | null | undefined, string | null>;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  subject: string;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface TeamInvitationsTable {
  id: string;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  company_id: ColumnType<string | null, string | null | undefined, string | null>;
  role: string;
  email: ColumnType<string | null, string | null | undefined, string | null>;
  user_id: ColumnType<string | null, string | null | undefined, string | null>;
  message: string;
  state: string;
  token_hash: string;
  invited_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface TeamMembersTable {
  team_id: string;
  user_id: string;
  role: string;
  joined_at: ColumnType<Date, Date | string, Date | string>;
}

export interface TeamsTable {
  id: string;
  name: string;
  purpose: string;
  company_id: ColumnType<string | null, string | null | undefined, string | null>;
  venture_id: ColumnType<string | null, string | null | undefined, string | null>;
  parent_id: ColumnType<string | null, string | null | undefined, string | null>;
  visibility: string;
  size: number;
  state: string;
  state_since: ColumnType<Date, Date | string, Date | string>;
  mediator_id: ColumnType<string | null, string | null | undefined, string | null>;
  review_suggested_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
  version: ColumnType<number, number | undefined, number>;
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

export interface TestBankHooksTable {
  id: string;
  body: string;
  due_at: ColumnType<Date, Date | string, Date | string>;
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface TestBankObjectsTable {
  id: string;
  kind: string;
  key: ColumnType<string | null, string | null | undefined, string | null>;
  data: ColumnType<Json, string, string>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface TokenKeysTable {
  kid: string;
  public_jwk: ColumnType<Json, string, string>;
  private_key: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  retire_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface UmbrellaBalancesTable {
  relationship_id: string;
  currency: string;
  account: string;
  balance_minor: bigint;
}

export interface UmbrellaCasesTable {
  id: string;
  relationship_id: string;
  payment_id: ColumnType<string | null, string | null | undefined, string | null>;
  kind: string;
  outcome: ColumnType<string | null, string | null | undefined, string | null>;
  reason: string;
  answer: ColumnType<string | null, string | null | undefined, string | null>;
  opened_by: string;
  opened_at: ColumnType<Date, Date | string, Date | string>;
  due_at: ColumnType<Date, Date | string, Date | string>;
  answered_by: ColumnType<string | null, string | null | undefined, string | null>;
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface UmbrellaEntriesTable {
  id: string;
  relationship_id: string;
  currency: string;
  kind: string;
  payment_id: ColumnType<string | null, string | null | undefined, string | null>;
  line_id: ColumnType<string | null, string | null | undefined, string | null>;
  distribution_line_id: ColumnType<string | null, string | null | undefined, string | null>;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface UmbrellaHistoryTable {
  relationship_id: string;
  id: string;
  payment_id: ColumnType<string | null, string | null | undefined, string | null>;
  event: string;
  from_state: ColumnType<string | null, string | null | undefined, string | null>;
  to_state: ColumnType<string | null, string | null | undefined, string | null>;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface UmbrellaInvitationsTable {
  id: string;
  kind: string;
  sponsor_id: string;
  signer_id: string;
  rate_tenths: number;
  email: ColumnType<string | null, string | null | undefined, string | null>;
  message: string;
  state: string;
  token_hash: string;
  relationship_id: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface UmbrellaLinesTable {
  id: string;
  payment_id: string;
  relationship_id: string;
  currency: string;
  kind: string;
  venture_id: ColumnType<string | null, string | null | undefined, string | null>;
  month: string;
  rate_tenths: ColumnType<number | null, number | null | undefined, number | null>;
  base_minor: bigint;
  amount_minor: bigint;
  reports: ColumnType<Json, string, string>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface UmbrellaPaymentsTable {
  id: string;
  relationship_id: string;
  currency: string;
  state: string;
  month: ColumnType<string | null, string | null | undefined, string | null>;
  amount_minor: ColumnType<bigint, bigint | undefined, bigint>;
  calculated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  approved_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  approved_by: ColumnType<string | null, string | null | undefined, string | null>;
  paid_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reference: ColumnType<string | null, string | null | undefined, string | null>;
  failure: ColumnType<string | null, string | null | undefined, string | null>;
  settled_by: ColumnType<string | null, string | null | undefined, string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface UmbrellaPeriodsTable {
  relationship_id: string;
  from_at: ColumnType<Date, Date | string, Date | string>;
  to_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface UmbrellaPostingsTable {
  entry_id: string;
  no: number;
  relationship_id: string;
  currency: string;
  account: string;
  amount_minor: bigint;
}

export interface UmbrellaRatesTable {
  relationship_id: string;
  from_at: ColumnType<Date, Date | string, Date | string>;
  rate_tenths: number;
  document_id: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface UmbrellaRelationshipsTable {
  id: string;
  kind: string;
  sponsor_id: string;
  signer_id: string;
  referred_id: string;
  state: string;
  rate_tenths: number;
  document_id: ColumnType<string | null, string | null | undefined, string | null>;
  renewal_id: ColumnType<string | null, string | null | undefined, string | null>;
  amendment_id: ColumnType<string | null, string | null | undefined, string | null>;
  amendment_tenths: ColumnType<number | null, number | null | undefined, number | null>;
  sponsor_notice_id: ColumnType<string | null, string | null | undefined, string | null>;
  member_notice_id: ColumnType<string | null, string | null | undefined, string | null>;
  pending_until: ColumnType<Date, Date | string, Date | string>;
  activated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  valid_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ends_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  suspended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  end_reason: ColumnType<string | null, string | null | undefined, string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface UmbrellaRunsTable {
  id: string;
  month: string;
  started_by: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
  relationships: number;
  payments: number;
  failures: number;
}

export interface UmbrellaSettingsTable {
  from_month: string;
  minimum_units: number;
  cap_units: number;
  set_by: ColumnType<string | null, string | null | undefined, string | null>;
  set_at: ColumnType<Date, Date | string, Date | string>;
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

export interface VentureAssessmentsTable {
  venture_id: string;
  factors: ColumnType<Json, string, string>;
  assessed_by: string;
  assessed_at: ColumnType<Date, Date | string, Date | string>;
  version: ColumnType<number, number | undefined, number>;
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

export interface VentureScenariosTable {
  id: string;
  venture_id: string;
  name: string;
  assumptions: ColumnType<Json, string, string>;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
  version: ColumnType<number, number | undefined, number>;
}

export interface VentureStatementsTable {
  id: string;
  venture_id: string;
  kind: string;
  about: string;
  mode: string;
  said: string;
  probability: ColumnType<number | null, number | null | undefined, number | null>;
  low_minor: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  mid_minor: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  high_minor: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  model: ColumnType<string | null, string | null | undefined, string | null>;
  version: ColumnType<string | null, string | null | undefined, string | null>;
  trained_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  source: string;
  is_foreign: boolean;
  said_in: string;
  said_at: ColumnType<Date, Date | string, Date | string>;
  due_on: string;
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

export interface WebhookAttemptsTable {
  id: string;
  delivery_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  took_ms: number;
  status: ColumnType<number | null, number | null | undefined, number | null>;
  answer: string;
  error: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface WebhookDeliveriesTable {
  id: string;
  endpoint_id: string;
  notification_id: string;
  type: string;
  body: string;
  state: string;
  attempts: ColumnType<number, number | undefined, number>;
  due_at: ColumnType<Date, Date | string, Date | string>;
  lease: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  settled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface WebhookEndpointsTable {
  id: string;
  user_id: string;
  url: string;
  description: string;
  types: string[];
  secret: Buffer;
  old_secret: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  old_secret_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  enabled: boolean;
  disabled_reason: ColumnType<string | null, string | null | undefined, string | null>;
  failing_since: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
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

export interface XpActsTable {
  user_id: string;
  part: string;
  cause_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  time_zone: string;
  day: string;
}

export interface XpBadgesTable {
  user_id: string;
  code: string;
  earned_at: ColumnType<Date, Date | string, Date | string>;
}

export interface XpEndorsementsTable {
  id: string;
  from_user_id: string;
  to_user_id: string;
  skill: string;
  given_weight: number;
  weight: number;
  at: ColumnType<Date, Date | string, Date | string>;
  withdrawn_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface XpOccurrencesTable {
  id: string;
  user_id: string;
  event: string;
  cause_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  time_zone: string;
  priority: ColumnType<string | null, string | null | undefined, string | null>;
  within_id: ColumnType<string | null, string | null | undefined, string | null>;
  kind_of_work: ColumnType<string | null, string | null | undefined, string | null>;
  subject: ColumnType<string | null, string | null | undefined, string | null>;
  link: ColumnType<string | null, string | null | undefined, string | null>;
  xp: ColumnType<number, number | undefined, number>;
  reversal: ColumnType<string | null, string | null | undefined, string | null>;
  reversed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface XpPeopleTable {
  user_id: string;
  xp: ColumnType<number, number | undefined, number>;
  reputation: ColumnType<number, number | undefined, number>;
  badges: ColumnType<number, number | undefined, number>;
  projects: ColumnType<number, number | undefined, number>;
  contributions: ColumnType<number, number | undefined, number>;
  buz_micro: ColumnType<bigint, bigint | undefined, bigint>;
  kinds_of_work: ColumnType<number, number | undefined, number>;
  facts: ColumnType<Json, string | undefined, string>;
  last_active_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  opted_out: ColumnType<boolean, boolean | undefined, boolean>;
  shown: ColumnType<boolean, boolean | undefined, boolean>;
  rules_version: number;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface XpPostingsTable {
  id: string;
  user_id: string;
  occurrence_id: ColumnType<string | null, string | null | undefined, string | null>;
  kind: string;
  xp: number;
  rules_version: number;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  actor_id: ColumnType<string | null, string | null | undefined, string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface XpPreviewsTable {
  version: number;
  user_id: string;
  before: number;
  after: number;
  difference: ColumnType<number | null, never, never>;
}

export interface XpReviewsTable {
  contribution_id: string;
  reviewer_id: string;
  id: string;
  verdict: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface XpRuleVersionsTable {
  version: number;
  state: string;
  note: string;
  rules: ColumnType<Json, string, string>;
  created_by: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  applied_by: ColumnType<string | null, string | null | undefined, string | null>;
  applied_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  preview_job_id: ColumnType<string | null, string | null | undefined, string | null>;
  previewed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  replay_job_id: ColumnType<string | null, string | null | undefined, string | null>;
  replayed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface XpStaysTable {
  user_id: string;
  since: ColumnType<Date, Date | string, Date | string>;
  time_zone: string;
}

export interface DB {
  abuse_reports: AbuseReportsTable;
  access_facts: AccessFactsTable;
  analytics_days: AnalyticsDaysTable;
  analytics_erasures: AnalyticsErasuresTable;
  analytics_events: AnalyticsEventsTable;
  analytics_head: AnalyticsHeadTable;
  analytics_people: AnalyticsPeopleTable;
  anomalies: AnomaliesTable;
  anomaly_rules: AnomalyRulesTable;
  appointments: AppointmentsTable;
  approvals: ApprovalsTable;
  audit_chain: AuditChainTable;
  audit_entries: AuditEntriesTable;
  audit_heads: AuditHeadsTable;
  auth_accounts: AuthAccountsTable;
  auth_passkeys: AuthPasskeysTable;
  auth_sessions: AuthSessionsTable;
  auth_two_factors: AuthTwoFactorsTable;
  auth_users: AuthUsersTable;
  auth_verifications: AuthVerificationsTable;
  badge_definitions: BadgeDefinitionsTable;
  behavior_advice: BehaviorAdviceTable;
  behavior_choices: BehaviorChoicesTable;
  behavior_contests: BehaviorContestsTable;
  behavior_facts: BehaviorFactsTable;
  behavior_segmentations: BehaviorSegmentationsTable;
  behavior_signals: BehaviorSignalsTable;
  behavior_standings: BehaviorStandingsTable;
  billing_addresses: BillingAddressesTable;
  billing_log: BillingLogTable;
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
  channel_messages: ChannelMessagesTable;
  channel_readers: ChannelReadersTable;
  channels: ChannelsTable;
  community_log: CommunityLogTable;
  companies: CompaniesTable;
  company_documents: CompanyDocumentsTable;
  company_people: CompanyPeopleTable;
  company_stakes: CompanyStakesTable;
  compliance_standings: ComplianceStandingsTable;
  compliance_steps: ComplianceStepsTable;
  connections: ConnectionsTable;
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
  endorsements: EndorsementsTable;
  event_log: EventLogTable;
  event_log_head: EventLogHeadTable;
  failed_sign_ins: FailedSignInsTable;
  feed_items: FeedItemsTable;
  file_upload_links: FileUploadLinksTable;
  files: FilesTable;
  finance_log: FinanceLogTable;
  finance_months: FinanceMonthsTable;
  funding_rounds: FundingRoundsTable;
  guest_links: GuestLinksTable;
  guest_sessions: GuestSessionsTable;
  idea_votes: IdeaVotesTable;
  ideas: IdeasTable;
  idempotency_keys: IdempotencyKeysTable;
  invoice_disputes: InvoiceDisputesTable;
  invoice_lines: InvoiceLinesTable;
  invoice_series: InvoiceSeriesTable;
  invoices: InvoicesTable;
  jobs: JobsTable;
  journey_drafts: JourneyDraftsTable;
  journey_history: JourneyHistoryTable;
  journey_quests: JourneyQuestsTable;
  journey_seen: JourneySeenTable;
  journey_stages: JourneyStagesTable;
  journeys: JourneysTable;
  known_devices: KnownDevicesTable;
  kpi_snapshots: KpiSnapshotsTable;
  kpi_targets: KpiTargetsTable;
  kudos: KudosTable;
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
  match_bundles: MatchBundlesTable;
  match_preferences: MatchPreferencesTable;
  matches: MatchesTable;
  meeting_attendees: MeetingAttendeesTable;
  meetings: MeetingsTable;
  message_reactions: MessageReactionsTable;
  metric_backtests: MetricBacktestsTable;
  metric_forecasts: MetricForecastsTable;
  metric_values: MetricValuesTable;
  model_alarms: ModelAlarmsTable;
  model_aliases: ModelAliasesTable;
  model_checks: ModelChecksTable;
  model_evaluations: ModelEvaluationsTable;
  model_promotions: ModelPromotionsTable;
  model_runs: ModelRunsTable;
  model_servings: ModelServingsTable;
  model_statements: ModelStatementsTable;
  model_trainings: ModelTrainingsTable;
  model_versions: ModelVersionsTable;
  moderation_cases: ModerationCasesTable;
  notification_broadcasts: NotificationBroadcastsTable;
  notification_causes: NotificationCausesTable;
  notification_counters: NotificationCountersTable;
  notification_deliveries: NotificationDeliveriesTable;
  notification_digests: NotificationDigestsTable;
  notification_preferences: NotificationPreferencesTable;
  notification_settings: NotificationSettingsTable;
  notification_templates: NotificationTemplatesTable;
  notifications: NotificationsTable;
  opportunities: OpportunitiesTable;
  opportunity_applications: OpportunityApplicationsTable;
  opportunity_days: OpportunityDaysTable;
  opportunity_history: OpportunityHistoryTable;
  opportunity_invitations: OpportunityInvitationsTable;
  opportunity_views: OpportunityViewsTable;
  outbox: OutboxTable;
  ownership_transfers: OwnershipTransfersTable;
  paper_needs: PaperNeedsTable;
  paper_versions: PaperVersionsTable;
  payment_customers: PaymentCustomersTable;
  payment_hooks: PaymentHooksTable;
  payment_methods: PaymentMethodsTable;
  payment_sessions: PaymentSessionsTable;
  payments: PaymentsTable;
  payouts: PayoutsTable;
  personal_goal_steps: PersonalGoalStepsTable;
  personal_goals: PersonalGoalsTable;
  place_metric_values: PlaceMetricValuesTable;
  place_metrics: PlaceMetricsTable;
  playbooks: PlaybooksTable;
  poll_votes: PollVotesTable;
  polls: PollsTable;
  portfolio_items: PortfolioItemsTable;
  push_devices: PushDevicesTable;
  push_keys: PushKeysTable;
  reading_indexes: ReadingIndexesTable;
  readings: ReadingsTable;
  recovery_codes: RecoveryCodesTable;
  refunds: RefundsTable;
  renewal_notices: RenewalNoticesTable;
  report_recipients: ReportRecipientsTable;
  report_schedules: ReportSchedulesTable;
  report_sendings: ReportSendingsTable;
  reports: ReportsTable;
  retired_tokens: RetiredTokensTable;
  revenue_entries: RevenueEntriesTable;
  revenue_reports: RevenueReportsTable;
  saved_searches: SavedSearchesTable;
  sealing_certificates: SealingCertificatesTable;
  search_alerts: SearchAlertsTable;
  seat_prices: SeatPricesTable;
  sessions: SessionsTable;
  share_lines: ShareLinesTable;
  share_plans: SharePlansTable;
  sign_in_attempts: SignInAttemptsTable;
  signing_keys: SigningKeysTable;
  skill_checks: SkillChecksTable;
  skill_ratings: SkillRatingsTable;
  standing_signatures: StandingSignaturesTable;
  subscription_history: SubscriptionHistoryTable;
  subscriptions: SubscriptionsTable;
  support_messages: SupportMessagesTable;
  support_requests: SupportRequestsTable;
  system_minutes: SystemMinutesTable;
  team_goals: TeamGoalsTable;
  team_history: TeamHistoryTable;
  team_invitations: TeamInvitationsTable;
  team_members: TeamMembersTable;
  teams: TeamsTable;
  template_drafts: TemplateDraftsTable;
  test_bank_hooks: TestBankHooksTable;
  test_bank_objects: TestBankObjectsTable;
  token_keys: TokenKeysTable;
  umbrella_balances: UmbrellaBalancesTable;
  umbrella_cases: UmbrellaCasesTable;
  umbrella_entries: UmbrellaEntriesTable;
  umbrella_history: UmbrellaHistoryTable;
  umbrella_invitations: UmbrellaInvitationsTable;
  umbrella_lines: UmbrellaLinesTable;
  umbrella_payments: UmbrellaPaymentsTable;
  umbrella_periods: UmbrellaPeriodsTable;
  umbrella_postings: UmbrellaPostingsTable;
  umbrella_rates: UmbrellaRatesTable;
  umbrella_relationships: UmbrellaRelationshipsTable;
  umbrella_runs: UmbrellaRunsTable;
  umbrella_settings: UmbrellaSettingsTable;
  user_consent_log: UserConsentLogTable;
  user_consents: UserConsentsTable;
  user_history: UserHistoryTable;
  user_skills: UserSkillsTable;
  users: UsersTable;
  venture_assessments: VentureAssessmentsTable;
  venture_books: VentureBooksTable;
  venture_files: VentureFilesTable;
  venture_history: VentureHistoryTable;
  venture_investors: VentureInvestorsTable;
  venture_invitations: VentureInvitationsTable;
  venture_members: VentureMembersTable;
  venture_scenarios: VentureScenariosTable;
  venture_statements: VentureStatementsTable;
  ventures: VenturesTable;
  version_announcements: VersionAnnouncementsTable;
  webhook_attempts: WebhookAttemptsTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_endpoints: WebhookEndpointsTable;
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
  xp_acts: XpActsTable;
  xp_badges: XpBadgesTable;
  xp_endorsements: XpEndorsementsTable;
  xp_occurrences: XpOccurrencesTable;
  xp_people: XpPeopleTable;
  xp_postings: XpPostingsTable;
  xp_previews: XpPreviewsTable;
  xp_reviews: XpReviewsTable;
  xp_rule_versions: XpRuleVersionsTable;
  xp_stays: XpStaysTable;
}
