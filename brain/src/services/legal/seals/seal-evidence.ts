import type { Evidence, EvidenceRecipient } from '@smartstart/verify';
import { sha256 } from '../texts/canonical-text.ts';
import { chainOver } from '../record/chain.ts';
import type { AuditLink } from '../record/audit-links.ts';
import { roundsOf, type Round, type Stored } from '../record/rounds.ts';
import type { SignatureRow, SignerRow } from '../record/store.ts';

/** A document as evidence for strangers: everything its checks need, in the form the verifier reads. Pure. */

export interface Facts {
  readonly stored: Omit<Stored, 'steps' | 'version'>;
  readonly title: string;
  readonly installation: { readonly name: string; readonly origin: string };
  readonly certificates: Evidence['certificates'];
  readonly audit: ReadonlyMap<string, AuditLink>;
}

export function evidenceOf({ stored, title, installation, certificates, audit }: Facts): Evidence {
  const { document, signers, signatures, events, keys } = stored;
  const texts = textsOf(stored);
  const papers = document.kind === 'PAPER';
  return {
    format: 'smartstart-evidence',
    formatVersion: 1,
    installation,
    document: {
      id: document.id,
      code: document.code,
      title,
      version: document.version,
      kind: document.kind,
    },
    texts: texts.map(({ html, canonical_text, text_hash }, index) => ({
      round: index + 1,
      html,
      canonicalText: canonical_text,
      textHash: text_hash,
    })),
    recipients: signers.map((place) => recipientOf(place, textNumber(stored, place.round), papers)),
    records: texts.flatMap(({ text_hash }) => chainOver(text_hash, signatures)).map(recordOf),
    events: events.map(({ seq, record, hash }) => {
      const link = audit.get(hash);
      return { seq, record, hash, ...(link ? { auditSeq: link.seq, auditHash: link.hash } : {}) };
    }),
    publicKeys: [...keys].map(([keyId, pem]) => ({ keyId, pem })),
    certificates,
  };
}

/** Rounds that have the same text, as a renewal has, are one text to whoever checks: each text is there once. */
export function textsOf(stored: Pick<Stored, 'document' | 'texts'>): Round[] {
  const byHash = new Map<string, Round>();
  for (const round of roundsOf(stored)) if (!byHash.has(round.text_hash)) byHash.set(round.text_hash, round);
  return [...byHash.values()];
}

/** The number of the text that was signed in a round. */
export function textNumber(stored: Pick<Stored, 'document' | 'texts'>, round: number): number {
  const own = roundsOf(stored).find((one) => one.round === round);
  return textsOf(stored).findIndex((text) => text.text_hash === own?.text_hash) + 1;
}

function recipientOf(place: SignerRow, round: number, paper: boolean): EvidenceRecipient {
  const { position, step, kind, role, name, email, state } = place;
  // Addresses of those who did nothing prove nothing, and members show theirs by signing only.
  const shown = !paper && (place.signed_at !== null || place.mode === 'GUEST');
  return {
    position,
    round,
    step,
    kind,
    role,
    name,
    ...(shown ? { email } : {}),
    state,
    actedAt: place.signed_at?.toISOString() ?? null,
  };
}

function recordOf(row: SignatureRow): Evidence['records'][number] {
  return {
    position: row.position,
    record: row.record,
    recordHash: row.record_hash,
    previousHash: row.previous_hash,
    signature: row.signature,
    keyId: row.key_id,
    ...(row.drawing ? { drawingSha256: sha256(row.drawing), drawing: row.drawing.toString('base64') } : {}),
  };
}
