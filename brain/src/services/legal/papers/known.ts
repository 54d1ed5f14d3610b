import type { Db } from '../../../kernel/db.ts';
import type { Ground } from '../ground.ts';
import * as publications from '../catalogue/publication-store.ts';
import type { Known } from './standing.ts';
import * as store from '../record/store.ts';

/** Everything `standing.ts` needs to know of a person. */
export async function knownOf(ground: Ground, db: Db, userId: string): Promise<Known> {
  const [facts, copies, needs, open] = [
    await ground.security.facts(db, userId),
    await store.copiesOf(db, [userId]),
    await publications.needsOf(db, [userId]),
    await store.openCopies(db, userId),
  ];
  return { facts, copies, needs, open, now: ground.kernel.clock.now() };
}
