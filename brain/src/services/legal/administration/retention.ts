import { addDays } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { Ground } from '../ground.ts';
import * as retention from './retention-store.ts';

/**
 * What goes when its time is over (domain rules, sections 3.6 and 16.7): signed documents and their evidence ten years
 * after the end of effect; what let guests in, shares and the working copies of what was given up after thirty days.
 */

const documentYears = 10;
const leftoverDays = 30;
const batchSize = 100;

/** Which of these documents a legal hold keeps; asked in the transaction that deletes. */
export type Kept = (tx: Tx, documentIds: readonly string[]) => Promise<ReadonlySet<string>>;

interface Kind {
  readonly name: string;
  find(db: Db, before: Date, after: string | null, limit: number): Promise<retention.Leftover[]>;
  remove(tx: Tx, ids: readonly string[]): Promise<void>;
}

/** Sessions before the links they began with. */
const leftovers: readonly Kind[] = [
  { name: 'guest sessions', find: retention.endedGuestSessions, remove: retention.deleteGuestSessions },
  { name: 'guest links', find: retention.endedGuestLinks, remove: retention.deleteGuestLinks },
  { name: 'shares', find: retention.endedShares, remove: retention.deleteShares },
  { name: 'working copies', find: retention.cancelledDrafts, remove: retention.dropDrafts },
];

export type Retention = ReturnType<typeof createRetention>;

export function createRetention({ kernel, security }: Ground) {
  const { clock, database, log } = kernel;

  async function purgeDocuments(kept: Kept): Promise<number> {
    const before = yearsBefore(clock.now(), documentYears);
    let purged = 0;
    for (let after: string | null = null; ;) {
      const documents = await retention.endedBefore(database.db, before, after, batchSize);
      for (const document of documents) {
        // One that cannot be deleted must not keep the others from it.
        const gone = await purgeOne(document, kept).catch((err: unknown) => {
          log.error(
            { err, documentId: document.id },
            'a document could not be deleted; tried again tomorrow',
          );
          return false;
        });
        if (gone) purged += 1;
      }
      if (documents.length < batchSize) return purged;
      after = documents.at(-1)!.id;
    }
  }

  function purgeOne(
    document: Awaited<ReturnType<typeof retention.endedBefore>>[number],
    kept: Kept,
  ): Promise<boolean> {
    return database.transact(async (tx) => {
      if ((await kept(tx, [document.id])).has(document.id)) return false;
      if (!(await retention.purge(tx, document.id))) return false;
      await security.audit(tx, {
        actorId: null,
        action: 'document.purged',
        entity: 'document',
        entityId: document.id,
        reason: `Its retention of ${documentYears} years was over.`,
        before: {
          code: document.code,
          version: document.version,
          textHash: document.text_hash,
          endedAt: document.ended_at?.toISOString() ?? null,
        },
      });
      return true;
    });
  }

  async function removeLeftovers({ name, find, remove }: Kind, kept: Kept): Promise<void> {
    const before = addDays(clock.now(), -leftoverDays);
    let removed = 0;
    for (let after: string | null = null; ;) {
      const found: retention.Leftover[] = await find(database.db, before, after, batchSize);
      if (found.length)
        removed += await database.transact(async (tx) => {
          const held = await kept(
            tx,
            found.map((one) => one.documentId),
          );
          const ids = found.flatMap((one) => (held.has(one.documentId) ? [] : [one.id]));
          if (ids.length) await remove(tx, ids);
          return ids.length;
        });
      if (found.length < batchSize) break;
      after = found.at(-1)!.id;
    }
    if (removed) log.info({ removed }, `retention: ${name} whose time was over are gone`);
  }

  return {
    /** Deletes what may go now, except what is held. */
    async sweep(kept: Kept): Promise<void> {
      for (const kind of leftovers) await removeLeftovers(kind, kept);
      const purged = await purgeDocuments(kept);
      if (purged) log.info({ purged }, 'retention: documents whose time was over are gone');
    },
  };
}

function yearsBefore(date: Date, years: number): Date {
  const earlier = new Date(date);
  earlier.setUTCFullYear(earlier.getUTCFullYear() - years);
  return earlier;
}
