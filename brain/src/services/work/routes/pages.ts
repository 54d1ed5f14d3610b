import type { Call } from '../../../kernel/call.ts';
import { callerOf } from '../../../kernel/call.ts';
import type { Db } from '../../../kernel/db.ts';
import { toPage } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import type { Ground, Standing } from '../ground.ts';

/** How every kind of thing here is shown: a batch at a time, as one person sees it. */
type Views<R, V> = (
  ground: Ground,
  db: Db,
  standing: Standing,
  rows: readonly R[],
) => Promise<ReadonlyMap<string, V>>;

interface Row {
  readonly id: string;
  readonly version: number;
}

export function actorOf(call: Call): Actor {
  const { userId, held } = callerOf(call);
  return { userId, held };
}

/** One thing, with its version as the ETag. */
export async function one<R extends Row, V>(
  ground: Ground,
  db: Db,
  call: Call,
  { standing, row }: { readonly standing: Standing; readonly row: R },
  views: Views<R, V>,
): Promise<V> {
  call.etag(row.version);
  return (await views(ground, db, standing, [row])).get(row.id)!;
}

/** `limit + 1` rows as a page. */
export async function page<R extends Row, V>(
  ground: Ground,
  db: Db,
  { standing, rows }: { readonly standing: Standing; readonly rows: readonly R[] },
  limit: number,
  views: Views<R, V>,
  keyOf: (row: R) => readonly (string | number)[] = (row) => [row.id],
): Promise<{ items: V[]; nextCursor: string | null }> {
  const shown = await views(ground, db, standing, rows.slice(0, limit));
  return toPage(rows, limit, keyOf, (row) => shown.get(row.id)!);
}
