import type { workWire } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { enter, namesOf, type Ground } from '../ground.ts';
import type { Entity } from './journal.ts';
import * as store from './journal-store.ts';

/** The feed of a workspace, or the history of one thing in it. */
export async function activity(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: {
    entity?: Entity | undefined;
    entityId?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  await enter(ground, db, actor, ventureId);
  const before = readIdCursor(query.cursor);
  const rows = await store.listLog(db, { ...query, ventureId, before });
  const name = await namesOf(
    ground,
    db,
    rows.map((row) => row.actor_id),
  );
  return toPage(
    rows,
    query.limit,
    (row) => [row.id],
    (row): ActivityView => ({
      id: row.id,
      at: row.at.toISOString(),
      entity: row.entity as Entity,
      entityId: row.entity_id,
      subject: row.subject,
      event: row.event,
      from: row.from_state,
      to: row.to_state,
      actor: row.actor_id ? name(row.actor_id) : null,
      reason: row.reason,
    }),
  );
}

type ActivityView = (typeof workWire.activity)['_zod']['input'];
