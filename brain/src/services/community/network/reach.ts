import type { Db } from '../../../kernel/db.ts';
import type { Ground } from '../ground.ts';
import { areConnected } from './connection-store.ts';

/**
 * May somebody address this person: write, give kudos, ask to connect. An account in use can be addressed unless its
 * profile is private; then by connections and by people of the same venture only.
 */
export async function mayReach(
  { people, togetherSince }: Ground,
  db: Db,
  fromId: string,
  toId: string,
): Promise<boolean> {
  const person = (await people.byIds(db, [toId])).get(toId);
  if (person?.status !== 'ACTIVE') return false;
  if ((await people.privacyOf(db, toId)).profile !== 'PRIVATE') return true;
  return (await areConnected(db, fromId, toId)) || (await togetherSince(db, fromId, toId)) !== null;
}
