import { addMs, dayMs, utcDay } from '@smartstart/units';
import type { Call } from '../kernel/call.ts';
import type { Act, PersonPlan } from './plan.ts';
import type { Stage } from './stage.ts';
import type { WorkScript } from './work-script.ts';

/** A workspace and those who take part in it. */
export interface Place {
  readonly name: string;
  readonly lane: string;
  readonly owner: PersonPlan;
  readonly script: WorkScript;
  /** How many can be given a seat, the owner among them. */
  readonly seats: number;
  readonly adviser: PersonPlan | null;
  /** The person of a seat on a day; where fewer have joined than the script has seats, they take turns. */
  seat(number: number, day: number): PersonPlan;
}

type Run = (stage: Stage, call: Call, params: { ventureId: string }) => Promise<unknown>;

/** Something that the person of a seat does in the workspace. */
export function by(place: Place, seat: number, day: number, run: Run): Act {
  return byPerson(place, place.seat(seat, day), day, run);
}

export function byPerson({ name, lane }: Place, person: PersonPlan, day: number, run: Run): Act {
  return {
    day,
    lane,
    run: (stage) =>
      stage.as(stage.people.get(person.key), (call) =>
        run(stage, call, { ventureId: stage.ventures.get(name) }),
      ),
  };
}

/** The date of a day of the plan, for an act that happens on another one. */
export function onDay({ clock }: Stage, actDay: number, day: number): string {
  return utcDay(addMs(clock.now(), (day - actDay) * dayMs));
}
