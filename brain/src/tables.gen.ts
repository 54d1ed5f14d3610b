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

export interface DeadLettersTable {
  id: string;
  subscriber: string;
  event: ColumnType<Json, string, string>;
  attempts: number;
  last_error: string;
  failed_at: ColumnType<Date, Date | string | undefined, Date | string>;
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

export interface OutboxTable {
  id: string;
  subscriber: string;
  event: ColumnType<Json, string, string>;
  attempts: ColumnType<number, number | undefined, number>;
  due_at: ColumnType<Date, Date | string | undefined, Date | string>;
  last_error: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface DB {
  access_facts: AccessFactsTable;
  audit_chain: AuditChainTable;
  audit_entries: AuditEntriesTable;
  audit_heads: AuditHeadsTable;
  dead_letters: DeadLettersTable;
  event_log: EventLogTable;
  idempotency_keys: IdempotencyKeysTable;
  jobs: JobsTable;
  outbox: OutboxTable;
}
