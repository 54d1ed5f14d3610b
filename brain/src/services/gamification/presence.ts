import { addMs, hourMs } from '@smartstart/units';
import { recount } from './awards.ts';
import type { Ground } from './deps.ts';
import * as people from './people-store.ts';
import { seen } from './reactions.ts';

/** Who stays signed in for days signs in once only: sessions in use show that they are here all the same. */

const batch = 200;
/** Longer than the time between two runs, so that a run that was late misses nobody. */
const lookBackMs = 2 * hourMs;

export async function noticePresence(ground: Ground): Promise<void> {
  const { database, clock } = ground.kernel;
  const since = addMs(clock.now(), -lookBackMs);
  for (let after: string | null = null; ;) {
    const here = await ground.seenSince(database.db, since, after, batch);
    for (const { userId, at } of here) await database.transact((tx) => seen(ground, tx, userId, at));
    if (here.length < batch) return;
    after = here.at(-1)!.userId;
  }
}

/** What grows with time alone: days of compliance, for those whom nothing else keeps from the badge. */
export async function countCompliance(ground: Ground): Promise<void> {
  const { database } = ground.kernel;
  for (let after: string | null = null; ;) {
    const ids: string[] = await people.provenAfter(database.db, after, batch);
    for (const userId of ids) await database.transact((tx) => recount(ground, tx, userId, ['COMPLIANCE']));
    if (ids.length < batch) return;
    after = ids.at(-1)!;
  }
}
