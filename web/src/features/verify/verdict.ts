import type { Finding, PdfReport } from '@smartstart/verify';

export const verdicts = [
  'valid',
  'uncompared',
  'foreign',
  'changed',
  'contradictory',
  'noSeal',
  'unreadable',
] as const;
export type Verdict = (typeof verdicts)[number];

type Judged = Pick<PdfReport, 'valid' | 'readable' | 'trusted' | 'problems'>;

const changed = new Set(['SEAL_RANGE', 'SEAL_INVALID', 'SEAL_ALTERED', 'CHANGED_AFTER_SEAL']);
/** What can be wrong about whose seal it is, while nothing is wrong with the file. */
const origin = new Set(['UNKNOWN_CERTIFICATE', 'CERTIFICATES_DIFFER']);

/** The one thing to say about a file. The worst comes first. */
export function verdictOf({ valid, readable, trusted, problems }: Judged): Verdict {
  const codes = problems.map(({ code }) => code);
  if (codes.includes('NOT_SEALED')) return 'noSeal';
  if (!readable) return 'unreadable';
  if (codes.some((code) => changed.has(code))) return 'changed';
  if (codes.some((code) => !origin.has(code))) return 'contradictory';
  if (codes.includes('UNKNOWN_CERTIFICATE')) return 'foreign';
  return valid && trusted ? 'valid' : 'uncompared';
}

/** Whether what the file says of its signers may be repeated without a warning. */
export function isReliable(verdict: Verdict): boolean {
  return verdict === 'valid';
}

/** The checks in the order in which they are told, with the findings that make each fail. */
const groups = {
  readable: ['UNREADABLE'],
  sealed: ['NOT_SEALED'],
  unchanged: [...changed],
  time: ['SEAL_KIND', 'SEAL_TIME'],
  origin: [...origin],
  evidence: ['NO_EVIDENCE', 'EVIDENCE_UNREADABLE', 'EVIDENCE_DIFFERS'],
  text: ['TEXT_MISSING', 'TEXT_ORDER', 'TEXT_REPEATED', 'TEXT_ALTERED', 'TEXT_SHOWN_DIFFERS'],
  records: [
    'KEY_INVALID',
    'SIGNATURE_INVALID',
    'RECORD_ALTERED',
    'RECORD_FOREIGN',
    'RECORD_CHAIN',
    'RECORD_TWICE',
    'RECORD_MISSING',
    'RECORD_NOT_NAMED',
    'RECIPIENT_DIFFERS',
    'STANDING_INVALID',
    'STANDING_FOREIGN',
    'DRAWING_DIFFERS',
  ],
  consent: ['PROOF_MISSING', 'PROOF_LATE', 'CONSENT_MISSING', 'NOT_READ'],
  history: [
    'EVENT_ORDER',
    'EVENT_ALTERED',
    'EVENT_CHAIN',
    'EVENT_FOREIGN',
    'EVENT_TIME',
    'ANCHOR_INVALID',
    'HISTORY_REWRITTEN',
  ],
} as const;
export type CheckName = keyof typeof groups | 'other';

export interface Check {
  readonly name: CheckName;
  /** `skipped`: an earlier check failed, or there was nothing to compare with. */
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly findings: readonly Finding[];
}

const ofSeal = new Set<string>(['unchanged', 'time', 'origin']);
const ofEvidence = new Set<string>(['text', 'records', 'consent', 'history']);

export function checksOf(
  report: Pick<PdfReport, 'readable' | 'trusted' | 'problems' | 'seals' | 'evidence'>,
): Check[] {
  const known = new Set<string>(Object.values(groups).flat());
  const checks = Object.entries(groups).map(([name, codes]): Check => {
    const found = distinct(report.problems.filter(({ code }) => (codes as readonly string[]).includes(code)));
    const skipped =
      (!report.readable && name !== 'readable') ||
      (ofSeal.has(name) && report.seals.length === 0) ||
      // A certificate says nothing where the signature made with it does not hold: anybody can copy it there.
      (name === 'origin' && (report.trusted === null || report.seals.some((seal) => !seal.valid))) ||
      (ofEvidence.has(name) && !report.evidence?.evidence);
    return {
      name: name as CheckName,
      state: found.length ? 'failed' : skipped ? 'skipped' : 'passed',
      findings: found,
    };
  });
  const others = report.problems.filter(({ code }) => !known.has(code));
  return others.length ? [...checks, { name: 'other', state: 'failed', findings: others }] : checks;
}

/** Two seals can fail with the same sentence. */
function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.sentence, finding])).values()];
}

export interface HistoryLine {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly actor: string | null;
}

/** What happened to the document, as its evidence tells it; lines that cannot be read are left out and reported elsewhere. */
export function historyOf(report: Pick<PdfReport, 'evidence'>): HistoryLine[] {
  return (report.evidence?.evidence?.events ?? []).flatMap(({ seq, record }) => {
    try {
      const { type, at, actor } = JSON.parse(record) as Record<string, unknown>;
      const name = (actor as { name?: unknown } | null)?.name;
      if (typeof type !== 'string' || typeof at !== 'string' || Number.isNaN(Date.parse(at))) return [];
      return [{ seq, type, at, actor: typeof name === 'string' ? name : null }];
    } catch {
      return [];
    }
  });
}
