import type { Rung } from '@smartstart/contract';
import { climb, ladder, type Fact } from '../../engines/security/index.ts';

/** What a person sees of the ladder, from their facts. Pure. */

type Standings = ReturnType<typeof climb>;

const firstAdministrative = 9;

/** The displayed level: the highest held number. */
export function levelOf(standings: Standings): Rung {
  return standings.reduce<Rung>((highest, { rung, held }) => (held ? rung : highest), 0);
}

/** The rungs held and those directly above; administrative ones only when appointed. */
export function knownRungs(standings: Standings, facts: readonly Fact[]): Set<Rung> {
  const appointed = new Set(
    facts.filter((fact) => fact.kind === 'APPOINTED').map((fact) => Number(fact.value)),
  );
  if (appointed.has(12)) for (const rung of [9, 10, 11]) appointed.add(rung);
  const above = ({ rung }: Standings[number]) =>
    ladder[rung]!.buildsOn.every((base) => standings[base]!.held);
  const known = standings.filter(
    (one) => one.held || (one.rung < firstAdministrative ? above(one) : appointed.has(one.rung)),
  );
  return new Set(known.map(({ rung }) => rung));
}

/**
 * Papers in force in percent of those the highest rung reached asks for; null before any was reached. A rung counts as
 * reached when each of its papers was signed once, so an expired paper lowers the score instead of the goal.
 */
export function scoreOf(facts: readonly Fact[], now: Date): number | null {
  const everSigned = climb(
    facts.map((fact) => (fact.kind === 'PAPER' ? { ...fact, until: null } : fact)),
    now,
  );
  const complete = (rung: Rung): boolean =>
    !everSigned[rung]!.missingPapers.length && ladder[rung]!.buildsOn.every(complete);
  const reached = ladder.findLast(({ rung }) => rung > 0 && complete(rung));
  if (!reached) return null;
  const present = climb(facts, now);
  const required = new Map<string, boolean>();
  const collect = (rung: Rung) => {
    for (const { code, tier = 0, ref = '' } of ladder[rung]!.papers) {
      const missing = present[rung]!.missingPapers.some(
        (paper) => paper.code === code && (paper.tier ?? 0) === tier,
      );
      required.set(`${code} ${tier} ${ref}`, !missing);
    }
    ladder[rung]!.buildsOn.forEach(collect);
  };
  collect(reached.rung);
  const inForce = [...required.values()].filter(Boolean).length;
  return Math.round((inForce / required.size) * 1000) / 10;
}
