import { type Capitalization, type Ownership, ownershipOf } from './capitalization.ts';
import { capitalizationProblems, limits } from './checks.ts';
import { found, type Outcome, problem, refused } from './outcome.ts';
import { type PricedRound, pricedRound, type RoundTerms } from './priced-round.ts';

export interface DilutionSeries {
  /** The table before the first round, then after each; the first has no round. */
  readonly points: readonly {
    readonly name: string | null;
    readonly round: PricedRound | null;
    readonly ownership: Ownership;
  }[];
  /** One line for a chart: the units (10⁻⁶ percent) at every point, 0 where the holder is not there yet. */
  readonly lines: readonly {
    readonly kind: 'STAKEHOLDER' | 'POOL';
    readonly id: string;
    readonly units: readonly bigint[];
  }[];
}

/** Ownership of everybody over a sequence of rounds, each on the table the one before leaves. */
export function dilutionSeries(
  capitalization: Capitalization,
  rounds: readonly RoundTerms[],
): Outcome<DilutionSeries> {
  if (rounds.length > limits.rounds)
    return refused(problem('TOO_LARGE', 'rounds', `At most ${limits.rounds} rounds at a time.`));
  const problems = capitalizationProblems(capitalization);
  if (problems.length > 0) return refused(...problems);
  const points: { name: string | null; round: PricedRound | null; ownership: Ownership }[] = [
    { name: null, round: null, ownership: ownershipOf(capitalization) },
  ];
  let table = capitalization;
  for (const [index, terms] of rounds.entries()) {
    const round = pricedRound(table, terms);
    if (round.value === null)
      return refused(...round.problems.map((each) => ({ ...each, place: `rounds/${index}/${each.place}` })));
    table = round.value.capitalization;
    points.push({ name: terms.newClass.name, round: round.value, ownership: round.value.after });
  }
  const ownerships = points.map(({ ownership }) => ownership);
  return found({
    points,
    lines: [...linesOf('STAKEHOLDER', ownerships), ...linesOf('POOL', ownerships)],
  });
}

function linesOf(kind: 'STAKEHOLDER' | 'POOL', ownerships: readonly Ownership[]): DilutionSeries['lines'] {
  const maps = ownerships.map(({ stakeholders, pools }) => {
    const lines = kind === 'POOL' ? pools : stakeholders;
    return new Map(lines.map(({ id, units }) => [id, units]));
  });
  const ids = new Set(maps.flatMap((map) => [...map.keys()]));
  return [...ids]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((id) => ({ kind, id, units: maps.map((map) => map.get(id) ?? 0n) }));
}
