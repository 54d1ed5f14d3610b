import { addMonths, dayOf, isoDay, utcDay } from '@smartstart/units';
import type { Call } from '../kernel/call.ts';
import type { MoneyScript, Party } from './money-script.ts';
import type { Act, PersonPlan } from './plan.ts';
import { administrator } from './roles.ts';
import type { Stage } from './stage.ts';

/** The books of a venture and those who have a part in them. */
export interface MoneyPlace {
  readonly name: string;
  readonly lane: string;
  readonly owner: PersonPlan;
  readonly script: MoneyScript;
  /** Null where the venture has nobody in that role. */
  party(role: NonNullable<Party>): PersonPlan | null;
}

type Run = (stage: Stage, call: Call, params: { ventureId: string }) => Promise<unknown>;

export const currency = 'CAD';

export function byOwner(place: MoneyPlace, day: number, run: Run): Act {
  return byPerson(place, place.owner, day, run);
}

/** Revenue is decided on by somebody from outside the venture. */
export function byHub(place: MoneyPlace, day: number, run: Run): Act {
  return byPerson(place, administrator, day, run);
}

function byPerson({ name, lane }: MoneyPlace, person: PersonPlan, day: number, run: Run): Act {
  return {
    day,
    lane,
    run: (stage) =>
      stage.as(stage.people.get(person.key), (call) =>
        run(stage, call, { ventureId: stage.ventures.get(name) }),
      ),
  };
}

/** The month so many before the one it is now. */
export function monthBack({ clock }: Stage, back: number): string {
  const first = dayOf(`${utcDay(clock.now()).slice(0, 7)}-01`);
  return isoDay(addMonths(first, -back)).slice(0, 7);
}

/** Whole dollars as the wire has them. */
export function cents(dollars: number): string {
  return String(dollars * 100);
}
