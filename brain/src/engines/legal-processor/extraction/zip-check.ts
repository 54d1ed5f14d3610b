import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { ExtractionError, limits } from './extraction-types.ts';

export interface CheckedZip {
  readonly names: ReadonlySet<string>;
  /** The entries asked for, as text. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Unpacks every entry once, counting, and keeps only the ones asked for: what a later reader will unpack in full has
 * been seen to stay within the limits. The sizes a zip claims are not believed.
 * @throws ExtractionError ZIP_BOMB, ENCRYPTED or DAMAGED.
 */
export async function openZip(bytes: Uint8Array, wanted: readonly string[]): Promise<CheckedZip> {
  const zip = await open(bytes);
  const names = new Set<string>();
  const texts = new Map<string, string>();
  let unpacked = 0;
  let unpackedXml = 0;
  try {
    for await (const entry of entries(zip)) {
      if (names.size >= limits.zip.entries) throw bomb(`it holds more than ${limits.zip.entries} files`);
      if (entry.isEncrypted()) throw new ExtractionError('ENCRYPTED', 'The file is protected by a password.');
      names.add(entry.fileName);
      const keep = wanted.includes(entry.fileName);
      const budget = limits.zip.unpacked - unpacked;
      const { size, text } = await unpack(zip, entry, keep, budget);
      unpacked += size;
      if (/\.(?:xml|rels)$/i.test(entry.fileName)) unpackedXml += size;
      if (unpackedXml > limits.zip.unpackedXml)
        throw bomb(`its text unpacks to more than ${limits.zip.unpackedXml} bytes`);
      if (keep) texts.set(entry.fileName, text);
    }
  } finally {
    zip.close();
  }
  return { names, texts };
}

function bomb(why: string): ExtractionError {
  return new ExtractionError('ZIP_BOMB', `The file was refused: ${why}.`);
}

function damaged(cause: unknown): ExtractionError {
  return new ExtractionError('DAMAGED', 'The file is damaged: its archive cannot be unpacked.', { cause });
}

function open(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Promise((resolve, reject) => {
    // Sizes are counted here instead: an entry that claims another size than it has must not unpack further.
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true, autoClose: false }, (error, zip) => {
      if (error) reject(damaged(error));
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
    const settle = (act: () => void) => (): void => {
      zip.removeAllListeners();
      act();
    };
    zip.once('entry', (entry: Entry) => settle(() => resolve(entry))());
    zip.once(
      'end',
      settle(() => resolve(null)),
    );
    zip.once('error', (error: Error) => settle(() => reject(damaged(error)))());
    zip.readEntry();
  });
}

function unpack(
  zip: ZipFile,
  entry: Entry,
  keep: boolean,
  budget: number,
): Promise<{ size: number; text: string }> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(damaged(error));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        const tooDense = size > limits.zip.ratioFrom && size > entry.compressedSize * limits.zip.ratio;
        if (size > budget || tooDense) stream.destroy(bomb('it unpacks to far more than its own size'));
        else if (keep) chunks.push(chunk);
      });
      stream.on('end', () => resolve({ size, text: Buffer.concat(chunks).toString('utf8') }));
      stream.on('error', (cause: Error) => reject(cause instanceof ExtractionError ? cause : damaged(cause)));
    });
  });
}
