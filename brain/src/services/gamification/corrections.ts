import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import { giveBadgeXp } from './awards.ts';
import type { Ground } from './deps.ts';
import * as store from './ledger-store.ts';
import { correction } from './rules/xp-rules.ts';
import { lockPerson, settle } from './standing.ts';

/** A change of XP by hand: the only one that can take a total below nothing. The person reads the reason. */
export async function correct(
  ground: Ground,
  tx: Tx,
  call: Call,
  body: { userId: string; xp: number; reason: string },
) {
  const { userId: actorId } = callerOf(call);
  const { id, xp, reason } = correction(newId(), body.xp, body.reason);
  if (body.userId === actorId) throw new Fail('FORBIDDEN', 'Another administrator corrects your own XP.');
  const locked = await lockPerson(ground, tx, body.userId);
  if (!locked) throw new Fail('NOT_FOUND', 'There is no such member.');
  const now = ground.kernel.clock.now();
  const row = {
    id,
    user_id: body.userId,
    occurrence_id: null,
    kind: 'CORRECTION',
    xp,
    rules_version: locked.version,
    reason,
    actor_id: actorId,
    at: now,
  };
  await store.insertPostings(tx, [row]);
  const before = locked.xp;
  locked.xp += xp;
  await settle(ground, tx, locked, new Set(), giveBadgeXp(ground));
  await ground.security.audit(tx, {
    actorId,
    action: 'xp.corrected',
    entity: 'user',
    entityId: body.userId,
    before: { xp: before },
    after: { xp: before + xp, correctionId: id },
    reason,
    call,
  });
  return (await views(ground, tx, [row]))[0]!;
}

export async function listCorrections(
  ground: Ground,
  db: Db,
  query: { userId?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const rows = await store.listCorrections(db, {
    userId: query.userId,
    before: readIdCursor(query.cursor),
    limit: query.limit,
  });
  const shown = new Map((await views(ground, db, rows)).map((view) => [view.id, view]));
  return toPage(
    rows,
    query.limit,
    ({ id }) => [id],
    ({ id }) => shown.get(id)!,
  );
}

type Row = Pick<store.PostingRow, 'id' | 'user_id' | 'xp' | 'reason' | 'actor_id' | 'at'>;

async function views(ground: Ground, db: Db, rows: readonly Row[]) {
  const ids = [...new Set(rows.flatMap((row) => [row.user_id, row.actor_id ?? []].flat()))];
  const people = await ground.people.byIds(db, ids);
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    name: people.get(row.user_id)?.name ?? '',
    xp: row.xp,
    reason: row.reason ?? '',
    by: row.actor_id ? (people.get(row.actor_id)?.name ?? null) : null,
    at: row.at.toISOString(),
  }));
}
