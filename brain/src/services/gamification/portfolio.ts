import type { gamificationWire } from '@smartstart/contract';
import { writeBuz } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Ground } from './deps.ts';
import * as people from './people-store.ts';
import * as store from './portfolio-store.ts';

type ItemView = (typeof gamificationWire.portfolioItem)['_zod']['input'];

interface Fields {
  readonly title: string;
  readonly description: string;
  readonly url: string | null;
  readonly skills: readonly string[];
}

const mostItems = 50;

export async function portfolioOf(db: Db, userId: string) {
  const row = await people.find(db, userId);
  const items = await store.itemsOf(db, userId);
  return {
    figures: {
      projects: row?.projects ?? 0,
      contributions: row?.contributions ?? 0,
      buzEarned: writeBuz(row?.buz_micro ?? 0n),
      kindsOfWork: row?.kinds_of_work ?? 0,
    },
    items: items.map(itemView),
  };
}

export async function addItem(
  ground: Ground,
  tx: Tx,
  userId: string,
  fields: Fields,
): Promise<store.ItemRow> {
  if ((await store.itemsOf(tx, userId)).length >= mostItems)
    throw new Fail(
      'RULE_VIOLATED',
      `A portfolio holds at most ${mostItems} pieces of work. Remove one first.`,
    );
  const now = ground.kernel.clock.now();
  return store.insert(tx, {
    user_id: userId,
    id: newId(),
    ...fields,
    skills: [...fields.skills],
    created_at: now,
    updated_at: now,
  });
}

export async function editItem(
  ground: Ground,
  tx: Tx,
  userId: string,
  itemId: string,
  change: { readonly [K in keyof Fields]?: Fields[K] | undefined },
  requireVersion: (version: number) => void,
): Promise<store.ItemRow> {
  const before = found(await store.lock(tx, userId, itemId));
  requireVersion(before.version);
  const { title, description, url, skills } = change;
  return store.update(tx, userId, itemId, {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(url === undefined ? {} : { url }),
    ...(skills === undefined ? {} : { skills: [...skills] }),
    updated_at: ground.kernel.clock.now(),
  });
}

export async function removeItem(tx: Tx, userId: string, itemId: string): Promise<void> {
  found(await store.lock(tx, userId, itemId));
  await store.remove(tx, userId, itemId);
}

export function itemView(row: store.ItemRow): ItemView {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    url: row.url,
    skills: row.skills,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}
