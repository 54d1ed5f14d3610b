import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Draft, Storage } from './storage.ts';

/**
 * Files on a local disk, encrypted with AES-256-GCM. A key is the SHA-256 of the content and a random half, so that
 * two people's equal files are two files and removing one never touches the other.
 *
 * On disk: version (1), key id (8), nonce (12), cipher text, tag (16). The random half of the name is authenticated
 * with the content: a file that is renamed to another's name cannot be read.
 */
const version = 1;
const keyIdBytes = 8;
const nonceBytes = 12;
const headBytes = 1 + keyIdBytes + nonceBytes;
const tagBytes = 16;
const batchSize = 500;

export function createDiskStorage(folder: string, encryptionKey: Buffer): Storage {
  const secret = Buffer.from(hkdfSync('sha256', encryptionKey, '', 'smartstart files', 32));
  const keyId = createHash('sha256').update(secret).digest().subarray(0, keyIdBytes);
  const drafts = path.join(folder, 'drafts');
  const kept = path.join(folder, 'kept');
  const placeOf = (key: string) => path.join(kept, key.slice(0, 2), key);

  async function draft(bytes: AsyncIterable<Uint8Array>): Promise<Draft> {
    const half = randomBytes(16).toString('hex');
    const file = path.join(drafts, half);
    await mkdir(drafts, { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx', 0o600);
    let place = file;
    try {
      const { sizeBytes, sha256 } = await writeSealed(handle, bytes, secret, keyId, half);
      return {
        sizeBytes,
        sha256,
        async keep() {
          const key = `${sha256}-${half}`;
          await moveDurably(file, placeOf(key));
          place = placeOf(key);
          return key;
        },
        discard: () => rm(place, { force: true }),
      };
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
  }

  return {
    draft,
    read: (key) => readSealed(placeOf(key), secret, keyId, key.slice(-32)),
    remove: (key) => rm(placeOf(key), { force: true }),
    async removeDrafts(before) {
      let removed = 0;
      for (const name of await namesIn(drafts)) {
        if (!(await isOlder(path.join(drafts, name), before))) continue;
        await rm(path.join(drafts, name), { force: true });
        removed++;
      }
      return removed;
    },
    async *keysBefore(before) {
      for (const shelf of await namesIn(kept)) {
        const old: string[] = [];
        for (const key of await namesIn(path.join(kept, shelf)))
          if (await isOlder(placeOf(key), before)) old.push(key);
        for (let start = 0; start < old.length; start += batchSize) yield old.slice(start, start + batchSize);
      }
    },
  };
}

async function writeSealed(
  handle: FileHandle,
  bytes: AsyncIterable<Uint8Array>,
  secret: Buffer,
  keyId: Buffer,
  half: string,
): Promise<{ sizeBytes: number; sha256: string }> {
  try {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(half));
    const hash = createHash('sha256');
    let sizeBytes = 0;
    await handle.appendFile(Buffer.concat([Buffer.from([version]), keyId, nonce]));
    for await (const chunk of bytes) {
      sizeBytes += chunk.length;
      hash.update(chunk);
      await handle.appendFile(cipher.update(chunk));
    }
    await handle.appendFile(Buffer.concat([cipher.final(), cipher.getAuthTag()]));
    await handle.sync();
    return { sizeBytes, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

async function readSealed(file: string, secret: Buffer, keyId: Buffer, half: string): Promise<Readable> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const head = await readExactly(handle, headBytes, 0);
    if (head[0] !== version || !head.subarray(1, 1 + keyIdBytes).equals(keyId))
      throw new Error(`The file ${path.basename(file)} is kept under another key.`);
    const decipher = createDecipheriv('aes-256-gcm', secret, head.subarray(1 + keyIdBytes)).setAAD(
      Buffer.from(half),
    );
    decipher.setAuthTag(await readExactly(handle, tagBytes, size - tagBytes));
    const sealed = handle.createReadStream({ start: headBytes, end: size - tagBytes - 1 });
    return Readable.from(unseal(sealed, decipher), { objectMode: false });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The tag is checked at the end: what was altered on disk breaks the stream off instead of ending it. */
async function* unseal(
  sealed: Readable,
  decipher: ReturnType<typeof createDecipheriv>,
): AsyncGenerator<Buffer> {
  for await (const chunk of sealed) yield decipher.update(chunk as Buffer);
  decipher.final();
}

async function readExactly(handle: FileHandle, length: number, position: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('A stored file is shorter than it must be.');
  return buffer;
}

/** A rename is on the disk when the folder that holds the name is. */
async function moveDurably(from: string, to: string): Promise<void> {
  const shelf = path.dirname(to);
  await mkdir(shelf, { recursive: true, mode: 0o700 });
  await rename(from, to);
  for (const folder of [shelf, path.dirname(shelf)]) await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be opened there
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(ifGone([]));
}

async function isOlder(file: string, than: Date): Promise<boolean> {
  return stat(file)
    .then((found) => found.mtime < than)
    .catch(ifGone(false));
}

/** Another Brain may have removed it in between. */
function ifGone<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
}
