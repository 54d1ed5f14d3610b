import type { Db } from '../../kernel/db.ts';
import { churnModel } from './churn.ts';
import type { BehaviorDeps, Ground } from './deps.ts';
import { exportOf, react } from './keeping.ts';
import { adviceAcceptance } from './learning/advice-acceptance.ts';
import { seatChurn, seatOutcomeOf, type SeatPeople } from './learning/seat-churn.ts';
import { outcomeOf, userChurn } from './learning/user-churn.ts';
import { historiesOf, predictable } from './people.ts';
import { workOutJob } from './routes.ts';
import { seatModel } from './seats.ts';
import { watch } from './watching.ts';
import { workOut } from './working-out.ts';

export type { BehaviorDeps, CurrentFacts, Sources } from './deps.ts';
export type { Facts } from './history/history.ts';
export { churnModel } from './churn.ts';
export { insightRoutes } from './routes.ts';

export interface BehaviorAnalyzer {
  readonly ground: Ground;
  /** Everything this engine keeps of a person. */
  exportOf(db: Db, userId: string): Promise<unknown>;
}

/** How people use the platform: for themselves, for those who help, and for security (domain rules, sections 13.2, 14, 15). */
export function createBehaviorAnalyzer(deps: BehaviorDeps): BehaviorAnalyzer {
  const { jobs, config } = deps.kernel;
  // The models are declared before anything is served, and ask for people only when they are.
  const people: SeatPeople = {
    async after(db, afterId, limit) {
      for (let after = afterId; ;) {
        const ids = await deps.habits.consentedAfter(db, after, limit);
        const found = await predictable(ground, db, ids);
        if (found.size || !ids.length) return found;
        after = ids.at(-1)!;
      }
    },
    one: (db, userId) => predictable(ground, db, [userId]),
    seats: deps.sources.seatPasts,
    histories: (db, who, from) => historiesOf(ground, db, who, { from }),
  };
  const ground: Ground = {
    ...deps,
    churn: deps.models.declare(userChurn(people, { fictional: config.demo })),
    seatChurn: deps.models.declare(seatChurn(people, { fictional: config.demo })),
    advising: deps.models.declare(
      adviceAcceptance({
        fictional: config.demo,
        consenting: async (db, userIds) => new Set((await predictable(ground, db, userIds)).keys()),
      }),
    ),
  };
  deps.models.statements.settledBy(churnModel, async (db, due) => {
    const who = await predictable(ground, db, [...new Set(due.map(({ subject }) => subject))]);
    const from = due.reduce(
      (first, { madeAt }) => (madeAt < first ? madeAt : first),
      deps.kernel.clock.now(),
    );
    const histories = await historiesOf(ground, db, who, { from });
    return new Map(due.map((one) => [one.id, outcomeOf(histories.get(one.subject), one)]));
  });
  deps.models.statements.settledBy(seatModel, async (db, due) => {
    const who = await predictable(ground, db, [...new Set(due.map(({ subject }) => subject))]);
    const pasts = await deps.sources.seatPasts(db, [...who.keys()]);
    return new Map(due.map((one) => [one.id, seatOutcomeOf(pasts.get(one.subject), one)]));
  });
  react(ground);
  jobs.define({ name: workOutJob, cron: '20 3 * * *', run: (context) => workOut(ground, context) });
  jobs.define({ name: 'watch-signals', cron: '15 * * * *', run: () => watch(ground) });
  return { ground, exportOf };
}
