import type { Db } from '../../../kernel/db.ts';
import { found, Fail } from '../../../kernel/errors.ts';
import type { Ground } from '../ground.ts';
import * as publications from '../catalogue/publication-store.ts';

/** Documents of a venture are made by its owner and its members; for others the venture does not exist here. */
export async function requireMembership(
  ground: Ground,
  db: Db,
  userId: string,
  ventureId: string,
): Promise<void> {
  const venture = found(await publications.ventureOf(db, ventureId));
  if (venture.owner_id === userId) return;
  const now = ground.kernel.clock.now();
  const belongs = (await ground.security.facts(db, userId)).some(
    (fact) =>
      fact.kind === 'MEMBER_OF' && fact.ref === ventureId && (fact.until === null || fact.until > now),
  );
  if (!belongs) throw new Fail('NOT_FOUND');
}
