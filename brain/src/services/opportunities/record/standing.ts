import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Actor, Ground } from '../deps.ts';
import * as store from './store.ts';
import { decides, viewerOf } from './viewer.ts';
import type { Viewer } from './visibility-store.ts';

export interface Seen {
  readonly row: store.OpportunityRow;
  readonly viewer: Viewer;
}

/** The opportunity if this person may see it, else NOT_FOUND. */
export async function see(
  ground: Ground,
  db: Db,
  actor: Pick<Actor, 'userId' | 'held'>,
  opportunityId: string,
): Promise<Seen> {
  const viewer = await viewerOf(ground, db, actor);
  const now = ground.kernel.clock.now();
  return { row: found(await store.findVisible(db, opportunityId, viewer, now)), viewer };
}

/** The same for those who decide about it; others who see it are told that it is not theirs. */
export async function seeDecided(
  ground: Ground,
  db: Db,
  actor: Pick<Actor, 'userId' | 'held'>,
  opportunityId: string,
): Promise<Seen> {
  const seen = await see(ground, db, actor, opportunityId);
  requireDecides(seen);
  return seen;
}

/** Locked, as whoever may see it sees it. */
export async function lockSeen(
  ground: Ground,
  tx: Tx,
  actor: Pick<Actor, 'userId' | 'held'>,
  opportunityId: string,
): Promise<Seen> {
  const row = found(await store.lock(tx, opportunityId));
  const viewer = await viewerOf(ground, tx, actor);
  const visible = await store.isVisible(tx, opportunityId, viewer, ground.kernel.clock.now());
  if (!visible) throw new Fail('NOT_FOUND');
  return { row, viewer };
}

export async function lockDecided(
  ground: Ground,
  tx: Tx,
  actor: Pick<Actor, 'userId' | 'held'>,
  opportunityId: string,
): Promise<Seen> {
  const seen = await lockSeen(ground, tx, actor, opportunityId);
  requireDecides(seen);
  return seen;
}

function requireDecides({ row, viewer }: Seen): void {
  if (!decides(viewer, row)) throw new Fail('FORBIDDEN', 'Only those who posted this decide about it.');
}
