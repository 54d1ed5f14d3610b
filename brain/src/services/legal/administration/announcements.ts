import * as announcements from './announcement-store.ts';
import { paperName } from '../catalogue/catalogue.ts';
import type { Ground } from '../ground.ts';

/** An event names at most so many people. */
const peopleBatch = 500;

/**
 * Tells everybody who holds a copy of a paper that a newer version was published (domain rules, section 3.6): of a minor
 * one that the words were improved, of a material one from which day on it has to be signed. Both within the hour.
 */
export function defineAnnouncements({ kernel, security }: Ground): void {
  const { clock, database, jobs, outbox } = kernel;

  async function announceVersion(version: announcements.NewVersion): Promise<void> {
    await database.transact(async (tx) => {
      await announcements.lockAnnouncing(tx);
      if (await announcements.isAnnounced(tx, version)) return;
      const now = clock.now();
      let people = 0;
      for (let after: string | null = null; ;) {
        const userIds: string[] = await announcements.holdersBefore(tx, version, now, after, peopleBatch);
        people += userIds.length;
        if (userIds.length)
          await outbox.publish(tx, {
            type: 'paper.version-announced',
            actorId: null,
            at: now.toISOString(),
            topics: [],
            data: {
              code: version.code,
              name: paperName(version.code),
              version: version.version,
              kind: version.kind,
              countsFrom: version.countsFrom.toISOString(),
              userIds,
            },
          });
        if (userIds.length < peopleBatch) break;
        after = userIds.at(-1)!;
      }
      const { code, version: number } = version;
      await announcements.insertAnnouncement(tx, { code, version: number, people, announced_at: now });
      await security.audit(tx, {
        actorId: null,
        action: 'paper.version-announced',
        entity: 'paper',
        entityId: null,
        after: { code, version: number, kind: version.kind, people },
      });
    });
  }

  jobs.define({
    name: 'announce-versions',
    cron: '35 * * * *',
    run: async () => {
      for (const version of await announcements.versionsToAnnounce(database.db))
        await announceVersion(version);
    },
  });
}
