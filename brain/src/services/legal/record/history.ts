import { canonicalJson } from '../../../engines/security/index.ts';
import type { Tx } from '../../../kernel/db.ts';
import { sha256 } from '../texts/canonical-text.ts';
import type { Ground, Origin } from '../ground.ts';
import * as events from './history-store.ts';
import type { DocumentRow } from './store.ts';

/** Who did something with a document: a member, a guest of a recipient's place, or nobody (the platform itself). */
export interface Doer {
  readonly userId: string | null;
  readonly name: string | null;
  readonly call?: Origin;
}

type Noted = Pick<DocumentRow, 'id' | 'code' | 'round' | 'state' | 'text_hash'>;

export const platform: Doer = { userId: null, name: null };

export interface Happening {
  readonly type: string;
  readonly by: Doer;
  readonly position?: number;
  /** A sentence or a reason that a party may read. */
  readonly detail?: string;
  /** What else the record is to hold: hashes, positions, states. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What the first record of a document names as the hash before it. */
export function genesisOf(documentId: string): string {
  return sha256(`smartstart document events\n${documentId}`);
}

/**
 * Adds to the history of a document, whose row the caller has locked. Each record names the hash of the one before, and
 * the audit chain of the platform carries the hash of every record.
 */
export async function note(ground: Ground, tx: Tx, document: Noted, happening: Happening): Promise<void> {
  const last = await events.lastEvent(tx, document.id);
  if (!last) await beginLate(ground, tx, document, happening);
  await append(ground, tx, document, happening);
}

/** A document signed before histories were kept: its history begins with what is there. */
async function beginLate(
  ground: Ground,
  tx: Tx,
  document: Noted,
  { data }: Pick<Happening, 'data'>,
): Promise<void> {
  const recordHashes = (await events.recordHashesOf(tx, document.id)).filter(
    (hash) => hash !== data?.['recordHash'],
  );
  if (recordHashes.length)
    await append(ground, tx, document, { type: 'history-begun', by: platform, data: { recordHashes } });
}

async function append(ground: Ground, tx: Tx, document: Noted, happening: Happening): Promise<void> {
  const at = ground.kernel.clock.now();
  const last = await events.lastEvent(tx, document.id);
  const seq = (last?.seq ?? 0) + 1;
  const previousHash = last?.hash ?? genesisOf(document.id);
  const { type, by, position, detail, data } = happening;
  const record = canonicalJson({
    documentId: document.id,
    seq,
    type,
    at: at.toISOString(),
    round: document.round,
    state: document.state,
    textHash: document.text_hash,
    actor: { id: by.userId, name: by.name },
    position: position ?? null,
    detail: detail ?? null,
    data: data ?? {},
    ip: by.call?.ip ?? null,
    agent: by.call?.agent.slice(0, 300) ?? null,
    previousHash,
  });
  const hash = sha256(record);
  await events.insertEvent(tx, {
    document_id: document.id,
    seq,
    type,
    position: position ?? null,
    actor_id: by.userId,
    at,
    record,
    hash,
    previous_hash: previousHash,
  });
  await ground.security.audit(tx, {
    actorId: by.userId,
    action: `document.${type}`,
    entity: 'document',
    entityId: document.id,
    ...(detail ? { reason: detail } : {}),
    ...(by.call ? { call: by.call } : {}),
    after: { ...data, code: document.code, position: position ?? null, eventHash: hash },
  });
}
