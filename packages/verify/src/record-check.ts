import { fromBase64, sha256 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Evidence, EvidenceRecipient, EvidenceRecord } from './evidence.ts';
import { asRecord, isInstant, parseRecord, type Json } from './evidence-reader.ts';
import type { KeyRing } from './keys.ts';
import type { Findings } from './problems.ts';

/** One person's act, as the records prove it. */
export interface SignerFact {
  readonly name: string;
  readonly role: string;
  /** What was done: SIGNED, APPROVED, VIEWED. */
  readonly action: string;
  readonly at: string;
  readonly round: number;
  /** CLICK, TYPED, DRAWN, PASSKEY, or STANDING for a signature given in advance. */
  readonly method: string;
  /** How the person proved who they are; null for a signature given in advance. */
  readonly factor: string | null;
}

const proven = new Set(['SIGNED', 'APPROVED']);
const mayBeProven = new Set([...proven, 'VIEWED']);
const consents = ['terms', 'privacy', 'electronicSignature'] as const;

/** Every record on its own, in its chain, and against the list of recipients. */
export async function checkRecords(
  evidence: Evidence,
  keys: KeyRing,
  problems: Findings,
  notes: Findings,
): Promise<SignerFact[]> {
  const facts: SignerFact[] = [];
  const heads = new Map(evidence.texts.map((text) => [text.textHash, text.textHash]));
  const seen = new Set<number>();
  for (const entry of evidence.records) {
    const { position, recordHash } = entry;
    const record = await checkRecord(entry, keys, problems);
    if (!record) continue;
    const textHash = String(record['textHash']);
    const head = heads.get(textHash);
    if (head === undefined || record['documentId'] !== evidence.document.id)
      problems.add('RECORD_FOREIGN', `The record of place ${position} speaks of another document or text.`);
    if (entry.previousHash !== head || record['previousHash'] !== head)
      problems.add('RECORD_CHAIN', `The record of place ${position} does not build on the one before.`);
    heads.set(textHash, recordHash);
    if (seen.has(position)) problems.add('RECORD_TWICE', `Place ${position} has two records.`);
    seen.add(position);
    const recipient = evidence.recipients.find((one) => one.position === position);
    if (!recipient || !agrees(recipient, record, roundOf(evidence, textHash))) {
      problems.add(
        'RECIPIENT_DIFFERS',
        `The record of place ${position} names another person, place or time.`,
      );
      continue;
    }
    if (record['mode'] === 'STANDING') await checkStanding(position, record, keys, problems);
    else if (recipient.state === 'SIGNED') checkProof(position, record, problems);
    await checkDrawing(entry, record, problems, notes);
    facts.push(factOf(recipient, record));
  }
  for (const { position, state, name } of evidence.recipients)
    if (proven.has(state) && !seen.has(position))
      problems.add(
        'RECORD_MISSING',
        `There is no record that ${name.slice(0, 200)} (place ${position}) acted.`,
      );
  return facts;
}

/** Canonical form, hash and signature. Null when there is nothing to look into. */
async function checkRecord(
  { position, record, recordHash, signature, keyId }: EvidenceRecord,
  keys: KeyRing,
  problems: Findings,
): Promise<Json | null> {
  const content = parseRecord(record);
  if (!content || canonicalJson(content) !== record || (await sha256(record)) !== recordHash)
    problems.add('RECORD_ALTERED', `The record of place ${position} was altered.`);
  if (content?.['position'] !== position || content['keyId'] !== keyId)
    problems.add('RECORD_FOREIGN', `The record of place ${position} speaks of another place or key.`);
  if (!(await keys.verify(keyId, record, signature)))
    problems.add('SIGNATURE_INVALID', `The signature over the record of place ${position} is not valid.`);
  return content;
}

function roundOf({ texts }: Evidence, textHash: string): number | null {
  return texts.find((text) => text.textHash === textHash)?.round ?? null;
}

function agrees(recipient: EvidenceRecipient, record: Json, round: number | null): boolean {
  const signer = asRecord(record['signer']);
  return (
    mayBeProven.has(recipient.state) &&
    recipient.round === round &&
    (record['round'] === undefined || record['round'] === round) &&
    record['role'] === recipient.role &&
    signer?.['name'] === recipient.name &&
    (recipient.email === undefined || signer['email'] === recipient.email) &&
    isInstant(record['at']) &&
    recipient.actedAt !== null &&
    Date.parse(record['at']) === Date.parse(recipient.actedAt)
  );
}

/** A personal signature needs the three consents and a proof of identity no later than itself. */
function checkProof(position: number, record: Json, problems: Findings): void {
  const stepUp = asRecord(record['stepUp']);
  const at = stepUp?.['at'];
  if (!isInstant(at) || typeof stepUp?.['factor'] !== 'string')
    problems.add('PROOF_MISSING', `The record of place ${position} names no proof of identity.`);
  else if (Date.parse(at) > Date.parse(record['at'] as string))
    problems.add('PROOF_LATE', `The proof of identity of place ${position} came after the signature.`);
  const given = asRecord(record['consents']);
  if (!consents.every((name) => given?.[name] === true))
    problems.add('CONSENT_MISSING', `The record of place ${position} lacks a consent.`);
  if (record['readToEnd'] === false)
    problems.add('NOT_READ', `The record of place ${position} says that the text was not shown to its end.`);
}

/** The signature given in advance is carried whole inside the record. */
async function checkStanding(
  position: number,
  record: Json,
  keys: KeyRing,
  problems: Findings,
): Promise<void> {
  const standing = asRecord(record['standing']);
  const [text, hash, signature, keyId] = ['record', 'recordHash', 'signature', 'keyId'].map((name) =>
    String(standing?.[name]),
  );
  const content = parseRecord(text!);
  if (!content || (await sha256(text!)) !== hash || !(await keys.verify(keyId!, text!, signature!)))
    problems.add('STANDING_INVALID', `The signature given in advance at place ${position} is not valid.`);
  else if (content['code'] !== record['code'] || content['version'] !== record['version'])
    problems.add(
      'STANDING_FOREIGN',
      `The signature given in advance at place ${position} covers another text.`,
    );
}

async function checkDrawing(
  { position, drawing, drawingSha256 }: EvidenceRecord,
  record: Json,
  problems: Findings,
  notes: Findings,
): Promise<void> {
  const recorded = asRecord(record['drawing'])?.['sha256'];
  if (recorded === undefined && drawing === undefined && drawingSha256 === undefined) return;
  const bytes = drawing === undefined ? null : fromBase64(drawing);
  const differs = (hash: string | undefined) => hash !== undefined && hash !== recorded;
  if (differs(drawingSha256) || (drawing !== undefined && (!bytes || differs(await sha256(bytes)))))
    problems.add('DRAWING_DIFFERS', `The drawn signature of place ${position} is not the recorded one.`);
  if (drawing === undefined)
    notes.add(
      'DRAWING_ABSENT',
      `The drawn signature of place ${position} is not in the evidence, only its hash.`,
    );
}

function factOf(recipient: EvidenceRecipient, record: Json): SignerFact {
  const { name, role, state, round } = recipient;
  const factor = asRecord(record['stepUp'])?.['factor'];
  return {
    name,
    role,
    action: state,
    at: record['at'] as string,
    round,
    method: typeof record['kind'] === 'string' ? record['kind'] : 'CLICK',
    factor: typeof factor === 'string' ? factor : null,
  };
}
