import path from 'node:path';
import { addDays } from '@smartstart/units';
import type { Security } from '../../engines/security/index.ts';
import { Download, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { defineCleaning } from './cleaning.ts';
import { createDiskStorage } from './disk-storage.ts';
import { sendAs } from './media-type.ts';
import { createScanning } from './scanning.ts';
import { createSignatureScanner, type Scanner } from './scanner.ts';
import type { Storage } from './storage.ts';
import * as store from './store.ts';
import { createUploads, maxFilesPerOwner, type Uploads } from './uploads.ts';
import { toView, type FileView } from './view.ts';

export interface Files extends Uploads {
  list(db: Db, ownerId: string): Promise<store.FileRow[]>;
  usage(db: Db, ownerId: string): Promise<{ usedBytes: number; quotaBytes: number }>;
  download(db: Db, viewerId: string, fileId: string): Promise<Download>;
  /** Deletes the row and returns what `dropBytes` takes after the commit. */
  remove(tx: Tx, call: Call, ownerId: string, fileId: string): Promise<string>;
  /** Bytes without a row; called after the commit that deleted the rows. */
  dropBytes(keys: readonly string[]): Promise<void>;
  /** Is this file a photo of that person that can be shown. */
  isPhotoOf(db: Db, ownerId: string, fileId: string): Promise<boolean>;
  has(db: Db, fileId: string): Promise<boolean>;
  /** Are these all files of this person, and ready to be read. */
  ownsAll(db: Db, ownerId: string, fileIds: readonly string[]): Promise<boolean>;
  /** What is known of these files, whoever they belong to. */
  describe(db: Db, fileIds: readonly string[]): Promise<ReadonlyMap<string, FileView>>;
  usedBy(db: Db, ownerId: string): Promise<number>;
  /** Gives a file of a person, ready to be read, to a venture; it takes none of the person's room any longer. */
  handOver(tx: Tx, given: { fileId: string; fromId: string; toId: string }): Promise<void>;
  /** The bytes, for a caller who has decided that the reader may have them. */
  open(db: Db, fileId: string): Promise<Download>;
  /** Deletes the row of a file of a venture and returns what `dropBytes` takes after the commit. */
  removeOf(tx: Tx, given: { fileId: string; ownerId: string; actorId: string }): Promise<string>;
  /** Keeps a file the system made. `within` runs in the transaction that writes the row. */
  store(file: SystemFile, within?: (tx: Tx, fileId: string) => Promise<void>): Promise<string>;
  /** Deletes all rows of a person; the bytes go with `dropBytes`. */
  removeAllOf(tx: Tx, ownerId: string): Promise<string[]>;
  /** Scans one file that waits for it. The job does so for those an upload left behind. */
  scan(fileId: string): Promise<void>;
}

export interface SystemFile {
  /** Given by the caller when a repeated job must not make a second file. */
  readonly id?: string;
  readonly ownerId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface FilesDeps {
  readonly security: Security;
  readonly quotaOf: (db: Db, userId: string) => Promise<number>;
  /** May this person see that photo of the owner. */
  readonly mayViewPhoto: (db: Db, viewerId: string, ownerId: string, fileId: string) => Promise<boolean>;
  /** Was the file given to the people this person belongs to, as evidence in a case of theirs. */
  readonly mayViewEvidence: (db: Db, viewerId: string, fileId: string) => Promise<boolean>;
  /** Why the file cannot be deleted now, such as a legal hold; null when nothing stands against it. */
  readonly whyKept: (db: Db, file: { ownerId: string; fileId: string }) => Promise<string | null>;
  /** Which of these photos are somebody's present one. */
  readonly photosInUse: (db: Db, fileIds: readonly string[]) => Promise<string[]>;
  readonly scanner?: Scanner;
  readonly storage?: Storage;
}

/** Section 10: room on the free plan and on the Founder seat. */
export const quotas = { free: 1024 ** 3, seat: 10 * 1024 ** 3 } as const;
const exportDays = 7;

export function createFiles(kernel: Kernel, deps: FilesDeps): Files {
  const { clock, database, outbox, log } = kernel;
  const { security } = deps;
  const storage =
    deps.storage ?? createDiskStorage(path.join(kernel.config.dataDir, 'files'), kernel.encryptionKey);
  const scan = createScanning(kernel, {
    security,
    storage,
    scanner: deps.scanner ?? createSignatureScanner(),
  });

  async function dropBytes(keys: readonly string[]): Promise<void> {
    // What cannot be removed now is found by the daily sweep, as bytes without a row.
    for (const key of keys)
      await storage
        .remove(key)
        .catch((err: unknown) => log.warn({ err, key }, 'the bytes of a deleted file could not be removed'));
  }

  async function removeRow(tx: Tx, fileId: string, actorId: string | null): Promise<string | null> {
    const kept = await store.find(tx, fileId);
    // What cleans up finds it again the next time.
    if (!kept || (await deps.whyKept(tx, { ownerId: kept.owner_id, fileId }))) return null;
    const row = await store.remove(tx, fileId);
    if (!row) return null;
    const data = { fileId, userId: row.owner_id };
    await outbox.publish(tx, {
      type: 'file.removed',
      actorId,
      at: clock.now().toISOString(),
      topics: [`user:${row.owner_id}`],
      data,
    });
    return row.storage_key;
  }

  async function send(row: store.FileRow): Promise<Download> {
    if (row.expires_at !== null && row.expires_at <= clock.now()) throw new Fail('NOT_FOUND');
    if (row.state !== 'READY')
      throw new Fail('NOT_FOUND', `This file cannot be downloaded: it is ${row.state}.`);
    return new Download({
      stream: await storage.read(row.storage_key),
      fileName: row.name,
      sizeBytes: Number(row.size_bytes),
      ...sendAs(row.media_type),
    });
  }

  defineCleaning(kernel, { storage, photosInUse: deps.photosInUse, removeRow, dropBytes });

  return {
    ...createUploads(kernel, { security, storage, scan, quotaOf: deps.quotaOf }),
    scan,
    dropBytes,
    removeAllOf: store.removeAllOf,
    list: (db, ownerId) => store.listOf(db, ownerId, maxFilesPerOwner),
    has: async (db, fileId) => Boolean(await store.find(db, fileId)),
    async ownsAll(db, ownerId, fileIds) {
      const rows = await store.findMany(db, fileIds);
      return (
        rows.length === new Set(fileIds).size &&
        rows.every((row) => row.owner_id === ownerId && row.state === 'READY')
      );
    },
    async usage(db, ownerId) {
      const { bytes } = await store.usage(db, ownerId);
      return { usedBytes: bytes, quotaBytes: await deps.quotaOf(db, ownerId) };
    },
    async download(db, viewerId, fileId) {
      const row = found(await store.find(db, fileId));
      const visible =
        row.owner_id === viewerId ||
        (row.purpose === 'PHOTO' && (await deps.mayViewPhoto(db, viewerId, row.owner_id, fileId))) ||
        (await deps.mayViewEvidence(db, viewerId, fileId));
      if (!visible) throw new Fail('NOT_FOUND');
      return send(row);
    },
    open: async (db, fileId) => send(found(await store.find(db, fileId))),
    async describe(db, fileIds) {
      return new Map((await store.findMany(db, fileIds)).map((row) => [row.id, toView(row)]));
    },
    usedBy: async (db, ownerId) => (await store.usage(db, ownerId)).bytes,
    async handOver(tx, { fileId, fromId, toId }) {
      const row = await store.lock(tx, fileId);
      if (row?.owner_id !== fromId) throw new Fail('NOT_FOUND');
      if (row.purpose !== 'GENERAL' || row.expires_at !== null)
        throw new Fail(
          'RULE_VIOLATED',
          'Photos and exports of your account stay yours. Upload a file for this.',
        );
      if (row.state !== 'READY')
        throw new Fail('RULE_VIOLATED', `This file cannot be used: it is ${row.state}.`);
      const kept = await deps.whyKept(tx, { ownerId: fromId, fileId });
      if (kept) throw new Fail('RULE_VIOLATED', kept);
      await store.changeOwner(tx, fileId, toId);
    },
    async removeOf(tx, { fileId, ownerId, actorId }) {
      const row = await store.find(tx, fileId);
      if (row?.owner_id !== ownerId) throw new Fail('NOT_FOUND');
      const kept = await deps.whyKept(tx, { ownerId, fileId });
      if (kept) throw new Fail('RULE_VIOLATED', kept);
      return found(await removeRow(tx, fileId, actorId));
    },
    async remove(tx, call, ownerId, fileId) {
      const row = await store.find(tx, fileId);
      if (row?.owner_id !== ownerId) throw new Fail('NOT_FOUND');
      const kept = await deps.whyKept(tx, { ownerId, fileId });
      if (kept) throw new Fail('RULE_VIOLATED', kept);
      const key = found(await removeRow(tx, fileId, ownerId));
      await security.audit(tx, {
        actorId: ownerId,
        action: 'file.removed',
        entity: 'file',
        entityId: fileId,
        call,
      });
      return key;
    },
    async isPhotoOf(db, ownerId, fileId) {
      const row = await store.find(db, fileId);
      return row?.owner_id === ownerId && row.purpose === 'PHOTO' && row.state === 'READY';
    },
    async store(file, within) {
      const draft = await storage.draft(file.bytes);
      const key = await draft.keep();
      const now = clock.now();
      const id = file.id ?? newId();
      await database.transact(async (tx) => {
        await store.insert(tx, {
          id,
          owner_id: file.ownerId,
          name: file.name,
          media_type: file.mediaType,
          size_bytes: BigInt(draft.sizeBytes),
          sha256: draft.sha256,
          purpose: 'EXPORT',
          state: 'READY',
          state_at: now,
          storage_key: key,
          created_at: now,
          expires_at: addDays(now, exportDays),
        });
        await security.audit(tx, {
          actorId: null,
          action: 'file.stored',
          entity: 'file',
          entityId: id,
          after: { ownerId: file.ownerId, sha256: draft.sha256 },
        });
        await within?.(tx, id);
      });
      return id;
    },
  };
}
