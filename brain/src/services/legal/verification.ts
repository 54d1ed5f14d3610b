import { verify as verifySignature } from 'node:crypto';
import { canonicalise, sha256, textOf } from './canonical-text.ts';
import type { VersionRow } from './publication-store.ts';
import type { DocumentRow, SignatureRow, SignerRow } from './store.ts';
import { fillTemplate, type Fill } from './template.ts';

/** Recomputes a document from what is stored, without trusting any of it. Pure. */

export interface Stored {
  readonly document: DocumentRow;
  readonly signers: readonly SignerRow[];
  readonly signatures: readonly SignatureRow[];
  readonly version: VersionRow;
  /** Public keys by id. */
  readonly keys: ReadonlyMap<string, string>;
}

export interface Check {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
}

/** Each returns what is wrong, or null. */
const checks: readonly [name: string, passed: string, find: (stored: Stored) => string | null][] = [
  ['text', 'The stored text has the hash that was signed.', wrongText],
  [
    'published version',
    'The text is the published version, filled with the names of the parties, and the hub signed that version.',
    wrongVersion,
  ],
  ['signers', 'Every signature belongs to a signer, in order, and none is missing.', wrongSigners],
  ['records', 'Every record has its hash and speaks of this document.', wrongRecords],
  ['chain', 'Every record builds on the one before.', wrongChain],
  ['signatures', 'The signature over every record is valid.', wrongSignatures],
  ['factors', 'Every person confirmed their identity and agreed to sign electronically.', wrongFactors],
  ['standing signatures', 'Signatures given in advance cover this version and are valid.', wrongStanding],
];

export function checkDocument(stored: Stored): Check[] {
  return checks.map(([name, passed, find]) => {
    const problem = find(stored);
    return { name, passed: problem === null, detail: problem ?? passed };
  });
}

function wrongText({ document }: Stored): string | null {
  if (sha256(canonicalise(document.canonical_text)) !== document.text_hash)
    return 'The stored text does not have the hash that was signed.';
  return readable(document.html) === document.canonical_text
    ? null
    : 'The shown text differs from the signed text.';
}

function wrongVersion({ document, version, keys }: Stored): string | null {
  if (
    sha256(version.canonical_text) !== version.text_hash ||
    readable(version.html) !== version.canonical_text
  )
    return 'The published text was altered.';
  if (filled(version.html, document.fill as Fill) !== document.html)
    return 'The text is not the published version with these names.';
  const record = parse(version.record);
  if (
    sha256(version.record) !== version.record_hash ||
    !signed(keys, version.key_id, version.record, version.signature)
  )
    return 'The hub’s signature under the published version is not valid.';
  return record['textHash'] === version.text_hash &&
    record['code'] === document.code &&
    record['version'] === document.version
    ? null
    : 'The hub signed another text.';
}

const complete = new Set(['VERIFYING', 'EFFECTIVE', 'EXPIRED', 'TERMINATED']);

function wrongSigners({ document, signers, signatures }: Stored): string | null {
  if (!signers.length) return 'The document has no signers.';
  if (complete.has(document.state) && signers.some((signer) => signer.state !== 'SIGNED'))
    return 'A signature is missing.';
  const done = signers.filter((signer) => signer.state === 'SIGNED');
  if (done.length !== signatures.length) return 'There are not as many records as signatures.';
  for (const [index, signer] of done.entries()) {
    const record = parse(signatures[index]!.record);
    const who = (record['signer'] ?? {}) as Record<string, unknown>;
    const agrees =
      record['position'] === signer.position &&
      record['role'] === signer.role &&
      record['mode'] === signer.mode &&
      who['id'] === signer.user_id &&
      who['name'] === signer.name &&
      who['email'] === signer.email &&
      record['at'] === signer.signed_at?.toISOString();
    if (!agrees) return `The record of place ${signer.position} names another signer or time.`;
  }
  return null;
}

function wrongRecords({ document, signatures }: Stored): string | null {
  for (const row of signatures) {
    if (sha256(row.record) !== row.record_hash) return `The record of place ${row.position} was altered.`;
    const record = parse(row.record);
    const agrees =
      record['documentId'] === document.id &&
      record['code'] === document.code &&
      record['version'] === document.version &&
      record['ref'] === document.ref &&
      record['tier'] === document.tier &&
      record['textHash'] === document.text_hash &&
      record['position'] === row.position &&
      record['keyId'] === row.key_id;
    if (!agrees) return `The record of place ${row.position} speaks of another document or text.`;
  }
  return null;
}

function wrongChain({ document, signatures }: Stored): string | null {
  let previous = document.text_hash;
  for (const row of signatures) {
    if (row.previous_hash !== previous || parse(row.record)['previousHash'] !== previous)
      return `The record of place ${row.position} does not build on the one before.`;
    previous = row.record_hash;
  }
  return null;
}

function wrongSignatures({ signatures, keys }: Stored): string | null {
  const bad = signatures.find((row) => !signed(keys, row.key_id, row.record, row.signature));
  return bad ? `The signature over the record of place ${bad.position} is not valid.` : null;
}

function wrongFactors({ signatures }: Stored): string | null {
  for (const row of signatures) {
    const record = parse(row.record);
    if (record['mode'] === 'STANDING') continue;
    const stepUp = record['stepUp'] as { at?: unknown; factor?: unknown } | undefined;
    const consents = record['consents'] as Record<string, unknown> | undefined;
    if (typeof stepUp?.at !== 'string' || typeof stepUp.factor !== 'string')
      return `The record of place ${row.position} names no proof of identity.`;
    if (!consents || !['terms', 'privacy', 'electronicSignature'].every((name) => consents[name] === true))
      return `The record of place ${row.position} lacks a consent.`;
    const drawing = record['drawing'] as { sha256?: unknown } | null | undefined;
    const drawn = row.drawing ? sha256(row.drawing) : undefined;
    if (drawing?.sha256 !== drawn)
      return `The drawn signature of place ${row.position} is not the recorded one.`;
  }
  return null;
}

function wrongStanding({ document, signatures, version, keys }: Stored): string | null {
  for (const row of signatures) {
    const record = parse(row.record);
    if (record['mode'] !== 'STANDING') continue;
    const given = (record['standing'] ?? {}) as Record<string, unknown>;
    const [text, hash, signature, keyId] = ['record', 'recordHash', 'signature', 'keyId'].map((name) =>
      String(given[name]),
    );
    if (sha256(text!) !== hash || !signed(keys, keyId!, text!, signature!))
      return `The signature given in advance at place ${row.position} is not valid.`;
    const standing = parse(text!);
    const covers =
      standing['code'] === document.code &&
      standing['version'] === document.version &&
      standing['textHash'] === version.text_hash &&
      (row.user_id === null
        ? standing['act'] === 'PUBLICATION'
        : standing['ventureId'] === document.venture_id &&
          (standing['signer'] as { id?: unknown } | undefined)?.id === row.user_id);
    if (!covers)
      return `The signature given in advance at place ${row.position} covers another text, venture or person.`;
  }
  return null;
}

function signed(keys: ReadonlyMap<string, string>, keyId: string, data: string, signature: string): boolean {
  const pem = keys.get(keyId);
  if (!pem) return false;
  try {
    return verifySignature(null, Buffer.from(data), pem, Buffer.from(signature, 'base64url'));
  } catch {
    // A signature of the wrong form is as bad as a wrong one.
    return false;
  }
}

function parse(record: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(record);
    return value && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    // A record that is no JSON agrees with nothing below.
    return {};
  }
}

/** Null when the stored values do not fit the placeholders any longer. */
function filled(html: string, fill: Fill): string | null {
  try {
    return fillTemplate(html, fill);
  } catch {
    return null;
  }
}

/** Altered markup may use elements no paper has; then there is no text that could agree. */
function readable(html: string): string | null {
  try {
    return textOf(html);
  } catch {
    return null;
  }
}
