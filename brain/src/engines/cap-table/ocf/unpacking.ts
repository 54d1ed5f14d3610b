import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

/** Unpacks a package: a zip whose claims about itself are not believed. */

export const unpackingLimits = {
  /** Bytes of the zip. */
  packed: 64 * 1024 * 1024,
  /** Files in it. */
  entries: 2000,
  /** Bytes of all files unpacked. */
  unpacked: 192 * 1024 * 1024,
} as const;

export class UnpackingError extends Error {
  readonly code: 'PACKAGE_DAMAGED' | 'PACKAGE_TOO_LARGE';

  /** @param what the rest of a sentence about the package, without its full stop */
  constructor(code: UnpackingError['code'], what: string, options?: ErrorOptions) {
    super(what, options);
    this.code = code;
  }
}

/** Whether the bytes begin as a zip does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/**
 * The files of the zip by their paths, in the order of the zip.
 * @throws UnpackingError when it is no zip, protected by a password, or larger than the limits
 */
export async function unpack(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  if (bytes.length > unpackingLimits.packed)
    throw tooLarge(`is larger than ${megabytes(unpackingLimits.packed)}`);
  const zip = await open(bytes);
  const files = new Map<string, Uint8Array>();
  let left: number = unpackingLimits.unpacked;
  let count = 0;
  try {
    for await (const entry of entries(zip)) {
      count += 1;
      if (count > unpackingLimits.entries) throw tooLarge(`holds more than ${unpackingLimits.entries} files`);
      if (entry.isEncrypted()) throw damaged('is protected by a password');
      if (entry.fileName.endsWith('/')) continue;
      if (entry.fileName === '__proto__')
        throw damaged('holds a file whose name no archive can be written with');
      if (files.has(entry.fileName)) throw damaged(`holds ${entry.fileName} twice`);
      const unpacked = await unpackEntry(zip, entry, left);
      left -= unpacked.length;
      if (!isLitter(entry.fileName)) files.set(entry.fileName, unpacked);
    }
  } finally {
    zip.close();
  }
  return files;
}

/** What operating systems put beside the files of a person. */
function isLitter(path: string): boolean {
  return path.startsWith('__MACOSX/') || /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/.test(path);
}

const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;
const tooLarge = (what: string): UnpackingError => new UnpackingError('PACKAGE_TOO_LARGE', what);
const damaged = (what: string, cause?: unknown): UnpackingError =>
  new UnpackingError('PACKAGE_DAMAGED', what, { cause });

function open(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Promise((resolve, reject) => {
    // An entry that unpacks to another size than it claims is an error of its stream; paths that lead out of it are too.
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true, autoClose: false }, (error, zip) => {
      if (error) reject(damaged('is not a zip that can be opened', error));
      else resolve(zip);
    });
  });
}

async function* entries(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await nextEntry(zip);
    if (!entry) return;
    yield entry;
  }
}

function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      zip.removeAllListeners();
      act();
    };
    zip.once('entry', (entry: Entry) => settle(() => resolve(entry)));
    zip.once('end', () => settle(() => resolve(null)));
    zip.once('error', (error: Error) => settle(() => reject(damaged('cannot be unpacked', error))));
    zip.readEntry();
  });
}

function unpackEntry(zip: ZipFile, entry: Entry, left: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(damaged(`holds ${entry.fileName}, which cannot be unpacked`, error));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > left)
          stream.destroy(tooLarge(`unpacks to more than ${megabytes(unpackingLimits.unpacked)}`));
        else chunks.push(chunk);
      });
      stream.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
      stream.on('error', (cause: Error) =>
        reject(
          cause instanceof UnpackingError
            ? cause
            : damaged(`holds ${entry.fileName}, which cannot be unpacked`, cause),
        ),
      );
    });
  });
}
