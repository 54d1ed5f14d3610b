import { addMs, minuteMs } from '@smartstart/units';
import type { Security } from '../../engines/security/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Scanner } from './scanner.ts';
import type { Storage } from './storage.ts';
import * as store from './store.ts';

/** A scan that has not ended by then was cut off, and is begun again. */
const staleMs = 10 * minuteMs;
/** Uploads scan by themselves; the job takes those whose Brain stopped in between. */
const waitMs = minuteMs;
const batchSize = 100;

/** UPLOADED → SCANNING → READY or QUARANTINED. */
export function createScanning(
  kernel: Kernel,
  { security, storage, scanner }: { security: Security; storage: Storage; scanner: Scanner },
): (fileId: string) => Promise<void> {
  const { clock, database, outbox, log } = kernel;

  async function scan(fileId: string): Promise<void> {
    const file = await database.transact((tx) =>
      store.startScan(tx, fileId, clock.now(), addMs(clock.now(), -staleMs)),
    );
    if (!file) return;
    const finding = await scanner.scan({
      mediaType: file.media_type,
      read: () => storage.read(file.storage_key),
    });
    await settle(fileId, finding);
  }

  async function settle(fileId: string, finding: string | null): Promise<void> {
    const state = finding === null ? 'READY' : 'QUARANTINED';
    await database.transact(async (tx) => {
      const row = await store.endScan(tx, fileId, state, finding, clock.now());
      if (!row) return;
      await security.audit(tx, {
        actorId: null,
        action: 'file.scanned',
        entity: 'file',
        entityId: fileId,
        after: { state, finding },
      });
      const type = finding === null ? 'file.ready' : 'file.quarantined';
      const data = { fileId, userId: row.owner_id };
      await outbox.publish(tx, {
        type,
        actorId: null,
        at: clock.now().toISOString(),
        topics: [`user:${row.owner_id}`],
        data,
      });
    });
  }

  /** A scanner that cannot say leaves the file where it is, unreadable, until the job tries again. */
  async function scanOrWait(fileId: string): Promise<void> {
    await scan(fileId).catch((err: unknown) =>
      log.warn({ err, fileId }, 'a file could not be scanned and waits'),
    );
  }

  kernel.jobs.define({
    name: 'scan-files',
    cron: '* * * * *',
    run: async () => {
      const now = clock.now();
      for (const fileId of await store.unscanned(
        database.db,
        addMs(now, -waitMs),
        addMs(now, -staleMs),
        batchSize,
      ))
        await scanOrWait(fileId);
    },
  });
  return scanOrWait;
}
