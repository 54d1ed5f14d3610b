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

export interface DeadLettersTable {
  id: string;
  subscriber: string;
  event: ColumnType<Json, string, string>;
  attempts: number;
  last_error: string;
  failed_at: ColumnType<Date, Date | string | undefined, Date | string>;
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
  deadline: ColumnType<Date, Date | string, Date | string>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  effective_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  valid_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  notice_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  end_reason: ColumnType<string | null, string | null | undefined, string | null>;
  row_version: ColumnType<number, number | undefined, number>;
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
  dead_letters: DeadLettersTable;
  document_signatures: DocumentSignaturesTable;
  document_signers: DocumentSignersTable;
  documents: DocumentsTable;
  event_log: EventLogTable;
  failed_sign_ins: FailedSignInsTable;
  file_upload_links: FileUploadLinksTable;
  files: FilesTable;
  idempotency_keys: IdempotencyKeysTable;
  jobs: JobsTable;
  known_devices: KnownDevicesTable;
  legal_ventures: LegalVenturesTable;
  mails: MailsTable;
  notification_causes: NotificationCausesTable;
  notification_counters: NotificationCountersTable;
  notification_preferences: NotificationPreferencesTable;
  notification_settings: NotificationSettingsTable;
  notifications: NotificationsTable;
  outbox: OutboxTable;
  paper_needs: PaperNeedsTable;
  paper_versions: PaperVersionsTable;
  recovery_codes: RecoveryCodesTable;
  renewal_notices: RenewalNoticesTable;
  retired_tokens: RetiredTokensTable;
  sessions: SessionsTable;
  sign_in_attempts: SignInAttemptsTable;
  signing_keys: SigningKeysTable;
  standing_signatures: StandingSignaturesTable;
  subscription_history: SubscriptionHistoryTable;
  subscriptions: SubscriptionsTable;
  token_keys: TokenKeysTable;
  user_consent_log: UserConsentLogTable;
  user_consents: UserConsentsTable;
  user_history: UserHistoryTable;
  user_skills: UserSkillsTable;
  users: UsersTable;
  venture_history: VentureHistoryTable;
  venture_invitations: VentureInvitationsTable;
  venture_members: VentureMembersTable;
  ventures: VenturesTable;
}
