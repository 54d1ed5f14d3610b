import type { Rung } from '@smartstart/contract';
import { ladder, type climb, type Fact } from '../../engines/security/index.ts';

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
