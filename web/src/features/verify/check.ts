import type { PdfReport } from '@smartstart/verify';
import type { Task } from './check-worker';

/** Reading a file takes several times its size in memory; the command line takes larger ones. */
export const maxMegabytes = 100;

/** Why a file was not checked at all. */
export type Hindrance = 'empty' | 'tooLarge' | 'notReadable' | 'wrongKind' | 'insecure' | 'oldBrowser';

export class Hindered extends Error {
  readonly hindrance: Hindrance;
  constructor(hindrance: Hindrance) {
    super(hindrance);
    this.hindrance = hindrance;
  }
}

/** Checks a file on this device. `certificates`: those that the installation publishes, when they are known. */
export async function checkFile(
  file: File,
  certificates: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<PdfReport> {
  if (file.size === 0) throw new Hindered('empty');
  if (file.size > maxMegabytes * 1024 * 1024) throw new Hindered('tooLarge');
  await requireCrypto();
  const bytes = await bytesOf(file);
  if (!looksRight(bytes)) throw new Hindered('wrongKind');
  try {
    return await inWorker({ bytes, certificates }, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    // No worker here. The bytes went with the first try.
    const { inspect } = await import('./inspect');
    return inspect(await bytesOf(file), certificates);
  }
}

function inWorker(task: Task, signal: AbortSignal): Promise<PdfReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    const end = (finish: () => void) => {
      worker.terminate();
      finish();
    };
    worker.addEventListener('message', ({ data }: MessageEvent<PdfReport>) => end(() => resolve(data)));
    worker.addEventListener('error', () => end(() => reject(new Error('The worker did not start.'))));
    signal.addEventListener('abort', () => end(() => reject(new DOMException('Stopped', 'AbortError'))));
    worker.postMessage(task, [task.bytes.buffer]);
  });
}

async function bytesOf(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // A folder, or a file that was moved or is locked.
    throw new Hindered('notReadable');
  }
}

/** `%PDF-` or the start of a ZIP. All else is told apart here, where it can be said more plainly. */
function looksRight(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 5));
  return start === '%PDF-' || start.startsWith('PK\u0003\u0004');
}

/** Without these a browser would call good signatures bad. */
async function requireCrypto(): Promise<void> {
  if (!window.isSecureContext || !('subtle' in crypto)) throw new Hindered('insecure');
  try {
    await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  } catch {
    throw new Hindered('oldBrowser');
  }
}
