import { divideRounded } from '@smartstart/units';

/** Venture readiness (domain rules, section 13.2): a rule score with its parts. Pure; parts in units of 10⁻⁶. */

export type Part = 'TEAM' | 'FUNDING' | 'PAPERS' | 'REVIEW' | 'EVIDENCE';

/** What is known; null where nothing is. */
export interface Known {
  readonly members: number;
  readonly raisedMinor: bigint | null;
  readonly targetMinor: bigint | null;
  readonly papersInForce: number | null;
  readonly papersRequired: number | null;
  /** Mean rating of idea reviews, 1 to 5, in hundredths. */
  readonly reviewHundredths: number | null;
  readonly evidence: number | null;
}

export interface ScoredPart {
  readonly part: Part;
  readonly label: string;
  readonly weightPercent: number;
  /** 0 to 1 in millionths. */
  readonly millionths: bigint | null;
  readonly known: string;
}

const million = 1_000_000n;
export const formula =
  '100 × (0.30 × min(1, members ÷ 5) + 0.25 × min(1, raised ÷ target) + 0.20 × papers in force ÷ required' +
  ' + 0.15 × (mean idea-review rating − 1) ÷ 4 + 0.10 × min(1, evidence items ÷ 10)); unknown parts are left out and the weights rescaled';

const wantedMembers = 5n;
const wantedEvidence = 10n;

export function partsOf(known: Known): ScoredPart[] {
  const { members, raisedMinor, targetMinor, papersInForce, papersRequired, reviewHundredths, evidence } =
    known;
  return [
    {
      part: 'TEAM',
      label: 'Members',
      weightPercent: 30,
      millionths: ratio(BigInt(members), wantedMembers),
      known: `${members} of 5 active members`,
    },
    {
      part: 'FUNDING',
      label: 'Funding',
      weightPercent: 25,
      millionths: raisedMinor === null || !targetMinor ? null : ratio(raisedMinor, targetMinor),
      known: targetMinor ? 'raised ÷ target of the current round' : 'There is no funding round yet.',
    },
    {
      part: 'PAPERS',
      label: 'Papers',
      weightPercent: 20,
      millionths:
        papersInForce === null || !papersRequired
          ? null
          : ratio(BigInt(papersInForce), BigInt(papersRequired)),
      known: papersRequired
        ? `${papersInForce ?? 0} of ${papersRequired} papers in force`
        : 'No paper of the venture is required.',
    },
    {
      part: 'REVIEW',
      label: 'Idea reviews',
      weightPercent: 15,
      millionths: reviewHundredths === null ? null : ratio(BigInt(reviewHundredths - 100), 400n),
      known:
        reviewHundredths === null ? 'The idea has no rated review yet.' : 'mean rating of the idea reviews',
    },
    {
      part: 'EVIDENCE',
      label: 'Evidence',
      weightPercent: 10,
      millionths: evidence === null ? null : ratio(BigInt(evidence), wantedEvidence),
      known:
        evidence === null
          ? 'Items of evidence are not counted here yet.'
          : `${evidence} of 10 items of evidence`,
    },
  ];
}

/** In tenths of a point; null when nothing is known. */
export function scoreOf(parts: readonly ScoredPart[]): bigint | null {
  let [sum, weights] = [0n, 0n];
  for (const { millionths, weightPercent } of parts) {
    if (millionths === null) continue;
    sum += millionths * BigInt(weightPercent);
    weights += BigInt(weightPercent);
  }
  return weights ? divideRounded(sum * 1000n, weights * million, 'NORMAL') : null;
}

/** 875 tenths read 87.5. */
export function tenths(value: bigint): string {
  return `${value / 10n}.${value % 10n}`;
}

function ratio(value: bigint, whole: bigint): bigint {
  const part = divideRounded(value * million, whole, 'NORMAL');
  return part < 0n ? 0n : part > million ? million : part;
}
