import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { readCursor, toPage } from '../../../kernel/paging.ts';
import * as agreements from '../record/agreement-store.ts';
import { envelopeOf } from '../record/envelope.ts';
import type { Actor, Ground, Origin } from '../ground.ts';
import { note } from '../record/history.ts';
import { hasEvent } from '../record/history-store.ts';
import { adminRungsOf, isParty, placesOf } from '../record/policy.ts';
import { paperName } from '../catalogue/catalogue.ts';
import * as listing from './listing-store.ts';
import * as publications from '../catalogue/publication-store.ts';
import * as store from '../record/store.ts';
import { checkStored } from '../verification/stored.ts';
import type { Check } from '../verification/verification.ts';

/** Reading documents, as a party. */

export interface FullDocument {
  readonly document: store.DocumentRow;
  readonly signers: readonly store.SignerRow[];
}

export interface ReadDocument extends FullDocument {
  /** What somebody may do who is no party and reads by a share; null for parties. */
  readonly share: { readonly canComment: boolean } | null;
}

export interface ListedDocument extends FullDocument {
  /** Set where the person reads by a share only. */
  readonly shared: { readonly byName: string; readonly canComment: boolean; readonly until: Date } | null;
}

export interface Evidence {
  readonly document: store.DocumentRow;
  readonly records: readonly store.SignatureRow[];
  readonly publicKeys: readonly { readonly keyId: string; readonly pem: string }[];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The document, for a party only; others, and a signer before their turn, cannot tell that it exists. */
export async function readAsParty(db: Db, actor: Actor, documentId: string): Promise<FullDocument> {
  const document = found(await store.documentById(db, documentId));
  const signers = await store.signersOf(db, documentId);
  if (!isParty(document, signers, actor)) throw new Fail('NOT_FOUND');
  return { document, signers };
}

/** The same for those with whom a party shares it, until the day the share names. */
export async function readAsReader(
  ground: Ground,
  db: Db,
  actor: Actor,
  documentId: string,
): Promise<ReadDocument> {
  const document = found(await store.documentById(db, documentId));
  const signers = await store.signersOf(db, documentId);
  if (isParty(document, signers, actor)) return { document, signers, share: null };
  const share = await agreements.liveShare(db, documentId, actor.userId, ground.kernel.clock.now());
  return { document, signers, share: found(share) };
}

/** Each view is audited; the first one of a recipient whose turn it is belongs to the history as well. */
export async function view(ground: Ground, tx: Tx, actor: Actor, documentId: string): Promise<ReadDocument> {
  const read = await readAsReader(ground, tx, actor, documentId);
  const due = placesOf(read.signers, actor).find((place) => place.state === 'DUE');
  if (due && read.document.kind === 'CUSTOM' && (await noteView(ground, tx, due, actor))) return read;
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'document.viewed',
    entity: 'document',
    entityId: documentId,
    call: actor.call,
  });
  return read;
}

/** That a recipient has seen what is asked of them, once; false when the history tells so already. */
export async function noteView(
  ground: Ground,
  tx: Tx,
  place: store.SignerRow,
  by: { readonly userId: string | null; readonly call: Origin },
): Promise<boolean> {
  const document = found(await store.lockDocument(tx, place.document_id));
  if (await hasEvent(tx, document.id, 'viewed', place.position)) return false;
  const { noted } = await envelopeOf(tx, document);
  await note(ground, tx, noted, {
    type: 'viewed',
    by: { userId: by.userId, name: place.name, call: by.call },
    position: place.position,
  });
  return true;
}

export async function list(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: {
    state?: string | undefined;
    due?: 'true' | 'false' | undefined;
    shared?: 'true' | 'false' | undefined;
    ventureId?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const cursor = readCursor(query.cursor, 1)?.[0];
  if (cursor !== undefined && !(typeof cursor === 'string' && uuid.test(cursor)))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  if (query.due && query.shared === 'true')
    throw new Fail('RULE_VIOLATED', 'What is only shared asks nothing of the reader: leave out `due`.');
  const now = ground.kernel.clock.now();
  const rows = await listing.listDocuments(db, {
    userId: actor.userId,
    now,
    adminRungs: adminRungsOf(actor),
    limit: query.limit + 1,
    ...(query.state ? { state: query.state } : {}),
    ...(query.due ? { due: query.due === 'true' } : {}),
    ...(query.shared ? { shared: query.shared === 'true' } : {}),
    ...(query.ventureId ? { ventureId: query.ventureId } : {}),
    ...(cursor ? { before: cursor } : {}),
  });
  const ids = rows.map((row) => row.id);
  const signers = Map.groupBy(await store.signersOfMany(db, ids), (signer) => signer.document_id);
  const shares = await sharesFor(ground, db, actor.userId, ids, now);
  return toPage(
    rows,
    query.limit,
    (row) => [row.id],
    (document): ListedDocument => {
      const places = signers.get(document.id) ?? [];
      const shared = isParty(document, places, actor) ? null : (shares.get(document.id) ?? null);
      return { document, signers: places, shared };
    },
  );
}

/** What asks the person for something now, in words, for a list of everything that does. */
export async function waitingFor(
  ground: Ground,
  db: Db,
  actor: Pick<Actor, 'userId' | 'held'>,
  limit: number,
) {
  const rows = await listing.listDocuments(db, {
    userId: actor.userId,
    now: ground.kernel.clock.now(),
    adminRungs: adminRungsOf(actor),
    due: true,
    limit,
  });
  const signers = Map.groupBy(
    await store.signersOfMany(
      db,
      rows.map(({ id }) => id),
    ),
    (signer) => signer.document_id,
  );
  const people = await ground.people.byIds(db, [...new Set(rows.map((row) => row.creator_id))]);
  return rows.map((row) => ({
    id: row.id,
    name: row.title ?? paperName(row.code),
    creatorName: people.get(row.creator_id)?.name ?? ground.kernel.config.hub.name,
    askedAt: signers.get(row.id)?.find((one) => one.user_id === actor.userId)?.asked_at ?? row.created_at,
    deadline: row.deadline,
  }));
}

async function sharesFor(ground: Ground, db: Db, userId: string, ids: readonly string[], now: Date) {
  const rows = await listing.sharesOf(db, userId, ids, now);
  const people = await ground.people.byIds(db, [...new Set(rows.map((row) => row.shared_by))]);
  return new Map(
    rows.map((row) => [
      row.document_id,
      {
        byName: people.get(row.shared_by)?.name ?? '',
        canComment: row.can_comment,
        until: row.expires_at,
      },
    ]),
  );
}

export async function evidenceOf(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  documentId: string,
): Promise<Evidence> {
  const { document } = await readAsParty(tx, actor, documentId);
  const records = await store.signaturesOf(tx, documentId);
  const version = found(await publications.versionOf(tx, document.code, document.version));
  const used = new Set([
    version.key_id,
    ...records.flatMap((row) => [row.key_id, standingKeyOf(row.record)]),
  ]);
  const publicKeys = [...(await publications.keysOf(tx))]
    .filter(([keyId]) => used.has(keyId))
    .map(([keyId, pem]) => ({ keyId, pem }));
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'document.evidence-read',
    entity: 'document',
    entityId: documentId,
    call: actor.call,
  });
  return { document, records, publicKeys };
}

export async function verify(
  tx: Tx,
  actor: Actor,
  documentId: string,
): Promise<{ valid: boolean; textHash: string; checks: Check[] }> {
  const { document } = await readAsParty(tx, actor, documentId);
  const checks = await checkStored(tx, document);
  return { valid: checks.every((check) => check.passed), textHash: document.text_hash, checks };
}

/** All of a person's documents with text and evidence, for the export of their data. */
export async function exportOf(db: Db, userId: string): Promise<unknown> {
  const documents = [];
  for (const document of await listing.allDocumentsOf(db, userId)) {
    const signers = await store.signersOf(db, document.id);
    const signatures = await store.signaturesOf(db, document.id);
    documents.push({
      id: document.id,
      code: document.code,
      version: document.version,
      state: document.state,
      ventureId: document.venture_id,
      tier: document.tier,
      createdAt: document.created_at,
      effectiveAt: document.effective_at,
      validUntil: document.valid_until,
      endedAt: document.ended_at,
      endReason: document.end_reason,
      text: document.canonical_text,
      textHash: document.text_hash,
      signers: signers.map((signer) => ({
        position: signer.position,
        role: signer.role,
        mode: signer.mode,
        name: signer.name,
        state: signer.state,
        signedAt: signer.signed_at,
      })),
      evidence: signatures.map((row) => {
        const guest = signers.some(({ position, mode }) => position === row.position && mode === 'GUEST');
        return evidenceFor(row, !guest && (row.user_id === null || row.user_id === userId));
      }),
    });
  }
  const publicKeys = [...(await publications.keysOf(db))].map(([keyId, pem]) => ({ keyId, pem }));
  const needs = await publications.needsOf(db, [userId]);
  return {
    documents,
    publicKeys,
    asked: needs.map((need) => ({ code: need.code, for: need.ref, tier: need.tier })),
  };
}

/** Of others' signatures the export holds the hash only: the record tells their address, device and session. */
function evidenceFor(row: store.SignatureRow, whole: boolean) {
  const sealed = {
    position: row.position,
    recordHash: row.record_hash,
    previousHash: row.previous_hash,
    signature: row.signature,
    keyId: row.key_id,
  };
  if (!whole) return sealed;
  return {
    ...sealed,
    record: row.record,
    ...(row.drawing ? { drawing: row.drawing.toString('base64') } : {}),
  };
}

function standingKeyOf(record: string): string {
  const { standing } = JSON.parse(record) as { standing?: { keyId?: string } };
  return standing?.keyId ?? '';
}
