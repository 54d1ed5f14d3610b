import type { Answer, contract, ventureAnalysisWire } from '@smartstart/contract';

/** Rule scores with their parts (domain rules, section 13.2): what is unknown is left out, named, and the weights rescaled. Pure. */

type Scorecard = (typeof ventureAnalysisWire.scorecard)['_zod']['input'];
type Readiness = Answer<typeof contract.finances.readiness>;

export interface RatedPart {
  readonly part: string;
  readonly label: string;
  readonly weightPercent: number;
  /** 0 to 100; null when it is not known. */
  readonly value: number | null;
  readonly known: string;
}

export function scorecardOf(
  parts: readonly RatedPart[],
  { formula, source }: { readonly formula: string; readonly source: string },
): Scorecard {
  const whole = parts.reduce(
    (sum, { value, weightPercent }) => sum + (value === null ? 0 : weightPercent),
    0,
  );
  const rated = parts.map((part) => {
    const effective = part.value === null || !whole ? 0 : (100 * part.weightPercent) / whole;
    const points = part.value === null ? null : (effective * part.value) / 100;
    return { ...part, effective, points };
  });
  const score = rated.reduce((sum, { points }) => sum + (points ?? 0), 0);
  return {
    kind: 'RULE',
    mode: 'SCORECARD',
    score: whole ? tenth(score) : null,
    formula,
    parts: rated.map(({ effective, points, ...part }) => ({
      ...part,
      value: part.value === null ? null : tenth(part.value),
      effectivePercent: tenth(effective),
      points: points === null ? null : tenth(points),
      open: points === null ? null : tenth(effective - points),
    })),
    gaps: parts.filter(({ value }) => value === null).map(({ label, known }) => `${label}: ${known}`),
    provenance: { model: null, version: null, trainedAt: null, source, foreign: false },
  };
}

/** The readiness that the finances work out; the score is taken over, so that it reads the same everywhere. */
export function readinessCard(readiness: Readiness): Scorecard {
  const card = scorecardOf(
    readiness.parts.map(({ part, label, weightPercent, value, known }) => ({
      part,
      label,
      weightPercent,
      value: value === null ? null : Number(value),
      known,
    })),
    {
      formula: readiness.formula,
      source: 'Stated weights of the platform’s rules, section 13.2: not learnt from outcomes.',
    },
  );
  return { ...card, score: readiness.score === null ? null : Number(readiness.score) };
}

const strongest = 3;

/** What would move a rule score: the parts with most still to be won. */
export function moversOf({ parts }: Scorecard): { key: string; text: string; points: number }[] {
  return parts
    .flatMap(({ part, label, known, open }) =>
      open !== null && open > 0 ? [{ key: part, text: `${label} (now: ${known})`, points: open }] : [],
    )
    .toSorted((a, b) => b.points - a.points)
    .slice(0, strongest);
}

export function tenth(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
