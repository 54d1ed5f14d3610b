import { verify as verifySignature } from 'node:crypto';
import { sha256 } from '../texts/canonical-text.ts';
import { chainOver } from '../record/chain.ts';
import type { SignatureRow } from '../record/store.ts';
import { roundsOf, type Round, type Stored } from '../record/rounds.ts';

/** Checks of the records of signatures and approvals, each on its own and in their chain. */

export function wrongRecords(stored: Stored): string | null {
  const { document, signatures } = stored;
  for (const row of signatures) {
    if (sha256(row.record) !== row.record_hash) return `The record of place ${row.position} was altered.`;
    const record = parse(row.record);
    const round = roundOf(stored, row);
    const agrees =
      record['documentId'] === document.id &&
      record['code'] === document.code &&
      record['version'] === document.version &&
      record['ref'] === document.ref &&
      record['tier'] === document.tier &&
      record['textHash'] === round?.text_hash &&
      // Records of the first papers name no round: they had one.
      (record['signingRound'] ?? 1) === round?.round &&
      record['position'] === row.position &&
      record['keyId'] === row.key_id;
    if (!agrees) return `The record of place ${row.position} speaks of another document or text.`;
  }
  return null;
}

/** Those over one text form a chain that begins at its hash. */
export function wrongChain(stored: Stored): string | null {
  const byText = Map.groupBy(stored.signatures, (row) => roundOf(stored, row)?.text_hash ?? '');
  for (const [textHash, rows] of byText) {
    const chain = new Set(chainOver(textHash, rows));
    for (const row of rows)
      if (!chain.has(row) || parse(row.record)['previousHash'] !== row.previous_hash)
        return `The record of place ${row.position} does not build on the one before.`;
  }
  return null;
}

export function wrongSignatures({ signatures, keys }: Stored): string | null {
  const bad = signatures.find((row) => !signed(keys, row.key_id, row.record, row.signature));
  return bad ? `The signature over the record of place ${bad.position} is not valid.` : null;
}

export function wrongFactors({ signatures }: Stored): string | null {
  for (const row of signatures) {
    const record = parse(row.record);
    if (record['mode'] === 'STANDING') continue;
    const stepUp = record['stepUp'] as { at?: unknown; factor?: unknown } | undefined;
    const consents = record['consents'] as Record<string, unknown> | null | undefined;
    if (typeof stepUp?.at !== 'string' || typeof stepUp.factor !== 'string')
      return `The record of place ${row.position} names no proof of identity.`;
    // Who approves as a member has agreed to electronic records by ESCA, and signs nothing.
    const agreed = ['terms', 'privacy', 'electronicSignature'].every((name) => consents?.[name] === true);
    if (!agreed && !(record['act'] === 'APPROVAL' && record['guest'] === undefined))
      return `The record of place ${row.position} lacks a consent.`;
    const disclosure = record['disclosure'] as { textHash?: unknown } | undefined;
    if (record['mode'] === 'GUEST' && typeof disclosure?.textHash !== 'string')
      return `The record of place ${row.position} names no disclosure on electronic records.`;
    const drawing = record['drawing'] as { sha256?: unknown } | null | undefined;
    const drawn = row.drawing ? sha256(row.drawing) : undefined;
    if (drawing?.sha256 !== drawn)
      return `The drawn signature of place ${row.position} is not the recorded one.`;
  }
  return null;
}

export function wrongStanding({ document, signatures, version, keys }: Stored): string | null {
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

export function signed(
  keys: ReadonlyMap<string, string>,
  keyId: string,
  data: string,
  signature: string,
): boolean {
  const pem = keys.get(keyId);
  if (!pem) return false;
  try {
    return verifySignature(null, Buffer.from(data), pem, Buffer.from(signature, 'base64url'));
  } catch {
    // A signature of the wrong form is as bad as a wrong one.
    return false;
  }
}

export function parse(record: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(record);
    return value && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    // A record that is no JSON agrees with nothing it is compared with.
    return {};
  }
}

/** The text in whose round the place of the record stands. */
function roundOf(stored: Stored, { position }: SignatureRow): Round | undefined {
  const place = stored.signers.find((signer) => signer.position === position);
  return roundsOf(stored).find((round) => round.round === place?.round);
}
