import { addMs, hourMs } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Storage } from './storage.ts';
import * as store from './store.ts';

/** Section 16.7: temporary files and unused uploads. */
const unusedMs = 24 * hourMs;
const batchSize = 200;

interface CleaningDeps {
  readonly storage: Storage;
  readonly photosInUse: (db: Db, fileIds: readonly string[]) => Promise<string[]>;
  readonly removeRow: (tx: Tx, fileId: string, actorId: string | null) => Promise<string | null>;
  readonly dropBytes: (keys: readonly string[]) => Promise<void>;
}

export function defineCleaning(
  { clock, database, jobs, log }: Kernel,
  { storage, photosInUse, removeRow, dropBytes }: CleaningDeps,
): void {
  const { db } = database;

  async function removeFile(fileId: string): Promise<void> {
    const key = await database.transact((tx) => removeRow(tx, fileId, null));
    if (key) await dropBytes([key]);
  }

  async function removeExpired(): Promise<void> {
    for (let last: string | null = null; ;) {
      const ids: string[] = await store.expired(db, clock.now(), last, batchSize);
      for (const id of ids) await removeFile(id);
      if (ids.length < batchSize) return;
      last = ids.at(-1)!;
    }
  }

  /** Photos that were uploaded and never chosen, or replaced by another. */
  async function removeUnusedPhotos(): Promise<void> {
    const before = addMs(clock.now(), -unusedMs);
    let last: string | null = null;
    for (;;) {
      const ids: string[] = await store.photosBefore(db, before, last, batchSize);
      const used = new Set(await photosInUse(db, ids));
      for (const id of ids) if (!used.has(id)) await removeFile(id);
      if (ids.length < batchSize) return;
      last = ids.at(-1)!;
    }
  }

  /** Bytes that a crash left between keeping them and writing their row. */
  async function removeOrphans(): Promise<void> {
    if (await store.isEmpty(db)) {
      // A database that knows no file at all more likely is the wrong one than the right one.
      log.info('no file is known; bytes without a row are left alone');
      return;
    }
    for await (const keys of storage.keysBefore(addMs(clock.now(), -unusedMs))) {
      const known = await store.knownKeys(db, keys);
      const orphans = keys.filter((key) => !known.has(key));
      if (orphans.length) log.info({ count: orphans.length }, 'removing bytes that belong to no file');
      await dropBytes(orphans);
    }
  }

  jobs.define({
    name: 'clean-files',
    cron: '17 * * * *',
    run: async () => {
      await store.removeLinks(db, addMs(clock.now(), -unusedMs));
      await storage.removeDrafts(addMs(clock.now(), -unusedMs));
      await removeExpired();
    },
  });
  jobs.define({
    name: 'sweep-files',
    cron: '41 3 * * *',
    run: async () => {
      await removeUnusedPhotos();
      await removeOrphans();
    },
  });
}
