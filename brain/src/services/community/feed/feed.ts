import type { communityWire } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { readCursor, requireId, toPage } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { namesOf, settingsOf, type Ground } from '../ground.ts';
import * as store from './feed-store.ts';

type FeedView = (typeof communityWire.feedItem)['_zod']['input'];

interface Query {
  readonly kind?: string | undefined;
  readonly ventureId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Where somebody takes part is asked anew for every page: what they lost is gone from the next one. */
export async function readFeed(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: Query,
): Promise<{ items: FeedView[]; nextCursor: string | null }> {
  const settings = await settingsOf(ground, db, actor);
  if (query.ventureId && !settings.has(query.ventureId)) throw new Fail('NOT_FOUND');
  const after = readAfter(query.cursor);
  const since = after?.since ?? ground.kernel.clock.now();
  const rows = await store.listItems(db, {
    ventureIds: query.ventureId ? [query.ventureId] : [...settings.keys()],
    kind: query.kind,
    after,
    limit: query.limit,
  });
  const name = await namesOf(
    ground,
    db,
    rows.flatMap((row) => [row.actor_id, row.to_id]),
  );
  return toPage(
    rows,
    query.limit,
    (row) => [String(row.rank), row.id, since.getTime()],
    (row): FeedView => ({
      id: row.id,
      kind: row.kind as 'WIN',
      scope: row.venture_id ? 'VENTURE' : 'PLATFORM',
      ventureId: row.venture_id,
      ventureName: settings.get(row.venture_id)?.name ?? null,
      actor: row.actor_id ? name(row.actor_id) : null,
      to: row.to_id ? name(row.to_id) : null,
      code: row.code,
      title: row.title,
      text: row.body,
      link: row.link,
      at: row.at.toISOString(),
      urgencyHours: row.urgency_hours,
    }),
  );
}

function readAfter(cursor: string | undefined): { rank: bigint; id: string; since: Date } | null {
  const key = readCursor(cursor, 3);
  if (!key) return null;
  const [rank, id, since] = key;
  const time = new Date(Number(since));
  if (!/^\d{1,18}$/.test(String(rank)) || Number.isNaN(time.getTime()))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  return { rank: BigInt(rank!), id: requireId(id), since: time };
}
