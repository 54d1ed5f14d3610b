import { sha256 } from './bytes.ts';
import { canonicalise, textOf } from './canonical-text.ts';
import { isComplete } from './completeness.ts';
import { checkEvents, recordsNamed } from './event-check.ts';
import type { Evidence, EvidenceDocument } from './evidence.ts';
import { readEvidence } from './evidence-reader.ts';
import { readKeys, type KeyRing } from './keys.ts';
import { findings, type Finding, type Findings } from './problems.ts';
import { checkRecords, type SignerFact } from './record-check.ts';

export interface EvidenceReport {
  readonly valid: boolean;
  /** Null when it could not be read. */
  readonly evidence: Evidence | null;
  readonly document: EvidenceDocument | null;
  readonly signers: readonly SignerFact[];
  /** Everybody whom the text in force needed has acted; who declined or was released was not needed. */
  readonly complete: boolean;
  readonly problems: readonly Finding[];
  readonly notes: readonly Finding[];
}

/**
 * Recomputes evidence from what is in it: every text's hash, every record's hash, signature and place in its chain, and
 * the chain of events. What it cannot show is whose the keys are: that is for the seal of the PDF and for the
 * certificates the installation publishes. Never throws.
 */
export async function verifyEvidence(json: unknown): Promise<EvidenceReport> {
  const [problems, notes] = [findings(), findings()];
  const evidence = readEvidence(json);
  if (typeof evidence === 'string') {
    problems.add('EVIDENCE_UNREADABLE', evidence);
    return report(null, [], problems, notes);
  }
  let signers: readonly SignerFact[] = [];
  try {
    await checkTexts(evidence, problems);
    const keys = await readKeys(evidence.publicKeys, problems);
    signers = await checkRecords(evidence, keys, problems, notes);
    await checkEvents(evidence, problems);
    checkNaming(evidence, problems, notes);
    await checkAnchors(evidence, keys, problems);
  } catch (error) {
    problems.add('EVIDENCE_UNREADABLE', `The evidence could not be checked: ${(error as Error).message}`);
  }
  return report(evidence, signers, problems, notes);
}

async function checkTexts({ texts }: Evidence, problems: Findings): Promise<void> {
  if (!texts.length) problems.add('TEXT_MISSING', 'The evidence carries no text.');
  const hashes = new Set<string>();
  for (const [index, { round, html, canonicalText, textHash }] of texts.entries()) {
    if (round !== index + 1) problems.add('TEXT_ORDER', `Text ${index + 1} says that it is round ${round}.`);
    if (hashes.has(textHash)) problems.add('TEXT_REPEATED', `The text of round ${round} is there twice.`);
    hashes.add(textHash);
    if (canonicalise(canonicalText) !== canonicalText || (await sha256(canonicalText)) !== textHash)
      problems.add('TEXT_ALTERED', `The text of round ${round} does not have the hash that was signed.`);
    if (html !== undefined && readable(html) !== canonicalText)
      problems.add('TEXT_SHOWN_DIFFERS', `The text shown in round ${round} is not the text that was signed.`);
  }
}

/** Each record is named by exactly one event; an event names only records there are. */
function checkNaming(evidence: Evidence, problems: Findings, notes: Findings): void {
  const { events, records } = evidence;
  if (!events.length) {
    if (records.length) notes.add('NO_HISTORY', 'The evidence carries no history of events.');
    return;
  }
  const named = events.flatMap((event) => recordsNamed(event.record));
  const known = new Set(records.map((record) => record.recordHash));
  for (const { recordHash, position } of records) {
    const count = named.filter((hash) => hash === recordHash).length;
    if (count !== 1)
      problems.add(
        'RECORD_NOT_NAMED',
        `The record of place ${position} is named by ${count} events, not by one.`,
      );
  }
  for (const hash of named)
    if (!known.has(hash))
      problems.add('RECORD_MISSING', `An event names a record that is not there: ${hash.slice(0, 64)}.`);
}

async function checkAnchors({ anchors }: Evidence, keys: KeyRing, problems: Findings): Promise<void> {
  for (const { seq, hash, at, keyId, signature } of anchors ?? []) {
    const text = `smartstart audit head\n${seq}\n${hash}\n${at}`;
    if (!(await keys.verify(keyId, text, signature)))
      problems.add('ANCHOR_INVALID', `The signature over head ${seq} of the audit chain is not valid.`);
  }
}

/** Altered markup may use elements no document has; then there is no text that could agree. */
function readable(html: string): string | null {
  try {
    return textOf(html);
  } catch {
    return null;
  }
}

function report(
  evidence: Evidence | null,
  signers: readonly SignerFact[],
  problems: Findings,
  notes: Findings,
): EvidenceReport {
  return {
    valid: problems.list.length === 0,
    evidence,
    document: evidence?.document ?? null,
    signers,
    complete: evidence !== null && isComplete(evidence),
    problems: problems.list,
    notes: notes.list,
  };
}
