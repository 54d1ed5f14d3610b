import type { Db } from '../../../kernel/db.ts';
import type { Actor } from '../deps.ts';
import { settingOf, settingsOf, type Ground, type Setting } from '../ground.ts';

export interface Choice {
  readonly ventureId?: string | undefined;
  readonly scope?: 'PLATFORM' | undefined;
}

/** The places a list is about: one venture, the platform, or everywhere one takes part. Null is the platform. */
export async function chosen(
  ground: Ground,
  db: Db,
  actor: Actor,
  { ventureId, scope }: Choice,
): Promise<(string | null)[]> {
  if (ventureId) return [(await settingOf(ground, db, actor, ventureId)).ventureId];
  if (scope === 'PLATFORM') return [null];
  return [...(await settingsOf(ground, db, actor)).keys()];
}

/** Investors follow the topic of a venture, too: it carries ids only. Platform pages look for themselves. */
export function topicsOf({ ventureId }: Setting): string[] {
  return ventureId ? [`venture:${ventureId}`] : [];
}
