import { canonicalise, sha256, textOf } from '../texts/canonical-text.ts';
import { turnsOf } from '../record/recipients.ts';
import { roundsOf, type Stored } from '../record/rounds.ts';
import { fillTemplate, type Fill } from '../texts/template.ts';
import { wrongHandovers, wrongHistory } from './verification-history.ts';
import {
  parse,
  signed,
  wrongChain,
  wrongFactors,
  wrongRecords,
  wrongSignatures,
  wrongStanding,
} from './verification-records.ts';

/** Recomputes a document from what is stored, without trusting any of it. Pure. */

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
  [
    'handovers',
    'Whoever acted in place of somebody else is named by that person, or by the maker.',
    wrongHandovers,
  ],
  ['history', 'The history has no gap, and names every signature.', wrongHistory],
];

export function checkDocument(stored: Stored): Check[] {
  return checks.map(([name, passed, find]) => {
    const problem = find(stored);
    return { name, passed: problem === null, detail: problem ?? passed };
  });
}

function wrongText(stored: Stored): string | null {
  const { document } = stored;
  const rounds = roundsOf(stored);
  for (const { canonical_text, text_hash, html } of [document, ...rounds]) {
    if (sha256(canonicalise(canonical_text)) !== text_hash)
      return 'The stored text does not have the hash that was signed.';
    if (readable(html) !== canonical_text) return 'The shown text differs from the signed text.';
  }
  const own = rounds.find((round) => round.round === document.round);
  return own && own.text_hash !== document.text_hash ? 'The document shows a text of another round.' : null;
}

function wrongVersion({ document, texts, version, keys, composeAgain }: Stored): string | null {
  if (
    sha256(version.canonical_text) !== version.text_hash ||
    readable(version.html) !== version.canonical_text
  )
    return 'The published text was altered.';
  if (document.kind === 'PAPER' && filled(version.html, document.fill as Fill) !== document.html)
    return 'The text is not the published version with these names.';
  if (composeAgain && texts.some((text) => composeAgain(text) !== text.html))
    return 'The text is not the published version with what was filled in.';
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

/** States that a document reaches with every signature of its round only. */
const complete = new Set([
  'VERIFYING',
  'EFFECTIVE',
  'EXPIRED',
  'TERMINATED',
  'AMENDMENT_DRAFT',
  'AMENDMENT_REVIEW',
  'AMENDMENT_SIGNING',
  'BREACH_INVESTIGATION',
  'BREACH_REMEDIATION',
]);

function wrongSigners({ document, signers, steps, signatures }: Stored): string | null {
  const unused = document.state === 'EXPIRED' && !document.effective_at;
  if (complete.has(document.state) && !unused) {
    const places = signers.filter((signer) => signer.round === document.round);
    if (!places.length) return 'The document has no signers.';
    if (document.kind === 'PAPER' && places.some((signer) => signer.state !== 'SIGNED'))
      return 'A signature is missing.';
    const rules = steps.filter((rule) => rule.round === document.round);
    if (!turnsOf(places, rules).complete) return 'A signature is missing.';
  }
  const done = signers.filter((signer) => signer.state === 'SIGNED' || signer.state === 'APPROVED');
  if (done.length !== signatures.length) return 'There are not as many records as signatures.';
  for (const [index, signer] of done.entries()) {
    const record = parse(signatures[index]!.record);
    const who = (record['signer'] ?? {}) as Record<string, unknown>;
    const agrees =
      record['act'] === (signer.state === 'SIGNED' ? 'SIGNATURE' : 'APPROVAL') &&
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
