import type { Db } from '../../../kernel/db.ts';
import type { Ground, Origin } from '../ground.ts';
import type { Doer } from './history.ts';

/** Whoever makes or manages an agreement, also where a job acts for them. */
export interface Maker {
  readonly userId: string;
  readonly call?: Origin;
}

/** The person as the history names them; somebody whose account is gone has no name any more. */
export async function doerOf(ground: Ground, db: Db, { userId, call }: Maker): Promise<Doer> {
  const person = (await ground.people.byIds(db, [userId])).get(userId);
  return { userId, name: person?.name ?? null, ...(call ? { call } : {}) };
}
