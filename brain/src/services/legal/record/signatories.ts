import type { Db } from '../../../kernel/db.ts';
import type { Origin } from '../ground.ts';
import { signaturesOf } from './store.ts';

/** Members who signed a document in person, with the place of their signature as its evidence names it. */
export async function signatoriesOf(db: Db, documentId: string): Promise<ReadonlyMap<string, Origin>> {
  const rows = await signaturesOf(db, documentId);
  return new Map(
    rows.flatMap(({ user_id: userId, record }): [string, Origin][] => {
      const { ip, agent, requestId } = JSON.parse(record) as Partial<Origin>;
      return userId && requestId ? [[userId, { ip: ip ?? '', agent: agent ?? '', requestId }]] : [];
    }),
  );
}
