import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { addMs, hourMs } from '@smartstart/units';
import type { Security } from '../../engines/security/index.ts';
import type { Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { Replayed } from '../../kernel/idempotency.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createContentProbe, isAccepted, type ContentProbe } from './media-type.ts';
import type { Draft, Storage } from './storage.ts';
import * as store from './store.ts';
import { toView, type FileView } from './view.ts';

export type UploadPurpose = 'PHOTO' | 'GENERAL';

export interface Uploads {
  /** Makes a one-time link; the token is stored as a hash. */
  offerLink(
    tx: Tx,
    userId: string,
    wish: { name: string; sizeBytes: number; purpose: UploadPurpose; quotaBytes: number },
  ): Promise<{ token: string; expiresAt: Date }>;
  quotaOf(db: Db, userId: string): Promise<number>;
  /** Takes the bytes in, keeps them, writes the row, scans. */
  receive(call: Call, userId: string, token: string): Promise<FileView>;
}

const linkMs = hourMs;
/** Section 17: one file. */
const maxFileBytes = 50 * 1024 * 1024;
/** The list of files is one page; nobody who uploads by hand comes near it. */
export const maxFilesPerOwner = 1_000;

export function createUploads(
  kernel: Kernel,
  deps: {
    security: Security;
    storage: Storage;
    scan: (fileId: string) => Promise<void>;
    quotaOf: (db: Db, userId: string) => Promise<number>;
  },
): Uploads {
  const { clock, database, outbox } = kernel;
  const { security, storage } = deps;

  /** Whether it was used is for the transaction to say, where a repeated request finds the answer of the first. */
  async function openLink(userId: string, token: string): Promise<store.LinkRow> {
    const link = await store.findLink(database.db, hashOf(token));
    if (!link || link.owner_id !== userId || link.expires_at <= clock.now()) throw new Fail('TOKEN_INVALID');
    return link;
  }

  async function receive(call: Call, userId: string, token: string): Promise<FileView> {
    const link = await openLink(userId, token);
    const quotaBytes = await deps.quotaOf(database.db, userId);
    const probe = createContentProbe();
    const draft = await storage.draft(
      arriving(call.upload, Math.min(Number(link.size_bytes), maxFileBytes), probe),
    );
    const fileId = newId();
    try {
      const mediaType = await requireAccepted(draft, probe, link.purpose as UploadPurpose);
      const key = await draft.keep();
      await call.transact(async (tx) =>
        toView(await register(tx, call, link, { fileId, mediaType, key, draft, quotaBytes })),
      );
    } catch (error) {
      // Only when the row surely was not written; else the daily sweep decides.
      if (error instanceof Fail || error instanceof Replayed) await draft.discard();
      throw error;
    }
    await deps.scan(fileId);
    return toView((await store.find(database.db, fileId))!);
  }

  async function register(
    tx: Tx,
    call: Call,
    link: store.LinkRow,
    {
      fileId,
      mediaType,
      key,
      draft,
      quotaBytes,
    }: { fileId: string; mediaType: string; key: string; draft: Draft; quotaBytes: number },
  ): Promise<store.FileRow> {
    const now = clock.now();
    const userId = link.owner_id;
    if (!(await store.useLink(tx, link.token_hash, now))) throw new Fail('TOKEN_INVALID');
    await store.lockOwner(tx, userId);
    await requireRoom(tx, userId, draft.sizeBytes, quotaBytes);
    const row = await store.insert(tx, {
      id: fileId,
      owner_id: userId,
      name: link.name,
      media_type: mediaType,
      size_bytes: BigInt(draft.sizeBytes),
      sha256: draft.sha256,
      purpose: link.purpose,
      state: 'UPLOADED',
      state_at: now,
      storage_key: key,
      created_at: now,
    });
    const after = { mediaType, sizeBytes: draft.sizeBytes, sha256: draft.sha256 };
    await security.audit(tx, {
      actorId: userId,
      action: 'file.uploaded',
      entity: 'file',
      entityId: fileId,
      after,
      call,
    });
    await outbox.publish(tx, {
      type: 'file.uploaded',
      actorId: userId,
      at: now.toISOString(),
      topics: [`user:${userId}`],
      data: { fileId, userId },
    });
    return row;
  }

  return {
    quotaOf: deps.quotaOf,
    receive,
    async offerLink(tx, userId, { name, sizeBytes, purpose, quotaBytes }) {
      await requireRoom(tx, userId, sizeBytes, quotaBytes);
      const token = randomBytes(32).toString('base64url');
      const now = clock.now();
      const expiresAt = addMs(now, linkMs);
      await store.insertLink(tx, {
        token_hash: hashOf(token),
        owner_id: userId,
        name: safeName(name),
        size_bytes: BigInt(sizeBytes),
        purpose,
        created_at: now,
        expires_at: expiresAt,
      });
      return { token, expiresAt };
    },
  };
}

/** The bytes of the request, counted and looked at. The request itself is never destroyed: the refusal must reach its sender. */
async function* arriving(
  upload: Call['upload'],
  limit: number,
  probe: ContentProbe,
): AsyncGenerator<Uint8Array> {
  if (!(upload instanceof Readable))
    throw new Fail('MALFORMED', 'Send the bytes as the body, as application/octet-stream.');
  const chunks = upload.iterator({ destroyOnReturn: false });
  for (let bytes = 0; ;) {
    const next = await chunks.next().catch(() => {
      throw new Fail('MALFORMED', 'The upload broke off before its end.');
    });
    if (next.done) return;
    const chunk = next.value as Uint8Array;
    bytes += chunk.length;
    if (bytes > limit) throw new Fail('BODY_TOO_LARGE', `This link takes at most ${limit} bytes.`);
    probe.take(chunk);
    yield chunk;
  }
}

async function requireAccepted(draft: Draft, probe: ContentProbe, purpose: UploadPurpose): Promise<string> {
  if (draft.sizeBytes === 0) throw new Fail('MALFORMED', 'The file is empty.');
  const mediaType = await probe.mediaType();
  if (isAccepted(mediaType, purpose)) return mediaType;
  const wanted =
    purpose === 'PHOTO'
      ? 'A photo is a JPEG, PNG, WebP, GIF or AVIF image.'
      : 'Images, documents, text, archives, video and audio are accepted.';
  throw new Fail('MEDIA_TYPE_UNSUPPORTED', `${wanted} This is ${mediaType}.`);
}

async function requireRoom(db: Db, userId: string, sizeBytes: number, quotaBytes: number): Promise<void> {
  const used = await store.usage(db, userId);
  if (used.bytes + sizeBytes > quotaBytes)
    throw new Fail('QUOTA_EXCEEDED', `${quotaBytes - used.bytes} bytes are left.`);
  if (used.files >= maxFilesPerOwner)
    throw new Fail('QUOTA_EXCEEDED', `At most ${maxFilesPerOwner} files are kept. Delete some first.`);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A name is for people; what a file system or a header would read into it is taken out. */
function safeName(name: string): string {
  return name.toWellFormed().replace(/[\u0000-\u001f\u007f/\\]/g, '_');
}
