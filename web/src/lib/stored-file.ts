import type { filesWire } from '@smartstart/contract';
import type { z } from 'zod';
import { api, upload } from './api';
import { watchedUpload } from './watched-upload';

export type StoredFile = z.infer<typeof filesWire.file>;

/** The server looked at the file and keeps it locked away. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  constructor(readonly fileName: string) {
    super(fileName);
  }
}

const checkEveryMs = 500;
const checks = 40;

/** The same file is sent once, also when what it was for failed and is tried again. */
const sent = new WeakMap<File, StoredFile>();

interface Watching {
  readonly onProgress: (part: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a file and waits until the server has looked at it: what is not ready cannot be attached to anything. */
export async function storeFile(file: File, watching?: Watching): Promise<StoredFile> {
  let stored = sent.get(file) ?? (await send(file, watching));
  sent.set(file, stored);
  for (let check = 0; check < checks && isUnderWay(stored); check++) {
    await new Promise((done) => setTimeout(done, checkEveryMs));
    const { items } = await api.files.list({});
    stored = items.find(({ id }) => id === stored.id) ?? stored;
  }
  if (stored.state === 'QUARANTINED') throw new FileRefused(file.name);
  return stored;
}

async function send(file: File, watching: Watching | undefined): Promise<StoredFile> {
  const link = await api.files.uploadLink({
    body: { name: file.name.slice(-200), sizeBytes: file.size, purpose: 'GENERAL' },
  });
  return watching
    ? watchedUpload<StoredFile>(link.path, file, watching.onProgress, watching.signal)
    : upload<StoredFile>(link.path, file);
}

function isUnderWay({ state }: StoredFile): boolean {
  return state === 'UPLOADED' || state === 'SCANNING';
}
