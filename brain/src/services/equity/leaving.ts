import type { Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { today, workOut, write, type Ground } from './books.ts';
import * as store from './store.ts';
import { ownStakeholderOf } from './views.ts';

/** Somebody left the venture: what has not vested of their holdings goes back on that day (domain rules, section 7.5). */
export async function leftVenture(ground: Ground, tx: Tx, ventureId: string, userId: string): Promise<void> {
  const row = await store.lockTable(tx, ventureId);
  if (!row) return;
  const table = await ground.tables.openAt(tx, row);
  const stakeholderId = ownStakeholderOf(table, userId);
  if (stakeholderId === null) return;
  try {
    const note = 'Left the venture.';
    const { objects, summary } = workOut(table, { act: 'LEAVE', stakeholderId, note }, today(ground));
    await write(
      ground,
      tx,
      table,
      objects.map((object) => ({ object })),
      { actorId: null, documentId: null, summary },
    );
  } catch (error) {
    // Nothing of it was still to vest.
    if (!(error instanceof Fail)) throw error;
  }
}
