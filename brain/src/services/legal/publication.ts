import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDays, readingMinutes } from '@smartstart/units';
import type { Insertable } from 'kysely';
import type { Kernel } from '../../kernel/kernel.ts';
import type { PaperVersionsTable } from '../../tables.gen.ts';
import { sha256, textOf } from './canonical-text.ts';
import { catalogue, notices, paperName } from './catalogue.ts';
import { seal } from './evidence.ts';
import * as publications from './publication-store.ts';
import { isPlaceholder, namesIn } from './template.ts';

export const papersDir = fileURLToPath(new URL('./papers', import.meta.url));

/** A material version is announced this long before older copies stop counting. */
export const announcementDays = 30;

interface TextFile {
  readonly code: string;
  readonly version: string;
  readonly rank: number;
  readonly html: string;
  readonly canonicalText: string;
  readonly textHash: string;
}

/**
 * Registers every text file version that is not published yet, with the hub's signature. Runs at each start and changes
 * nothing the second time. A published text that differs from its file stops the start: people signed the old words.
 */
export async function publish(kernel: Kernel, dir = papersDir): Promise<void> {
  const files = readTexts(dir);
  const now = kernel.clock.now();
  const key = kernel.signingKey;
  await kernel.database.transact(async (tx) => {
    await publications.lockPublication(tx);
    await publications.rememberKey(tx, key.id, key.publicPem, now);
    const published = new Map(
      (await publications.publishedHashes(tx)).map((row) => [`${row.code} ${row.version}`, row]),
    );
    const fresh: Insertable<PaperVersionsTable>[] = [];
    for (const file of files) {
      const known = published.get(`${file.code} ${file.version}`);
      if (!known) fresh.push(toVersion(file, files, kernel, now));
      else if (known.text_hash !== file.textHash) {
        throw new Error(
          `The text of ${file.code} ${file.version} differs from the one that was published. Restore ${file.code}-${file.version}.html and put the new words into a file with a new version.`,
        );
      }
    }
    await publications.insertVersions(tx, fresh);
    if (fresh.length) kernel.log.info({ papers: fresh.length }, 'paper texts published');
  });
}

function toVersion(
  file: TextFile,
  files: readonly TextFile[],
  kernel: Kernel,
  now: Date,
): Insertable<PaperVersionsTable> {
  const before = files
    .filter((other) => other.code === file.code && other.rank < file.rank)
    .sort((a, b) => b.rank - a.rank)[0];
  // Versions are semantic: a new first number is a material change, everything else is wording.
  const kind = !before || major(before.version) !== major(file.version) ? 'MATERIAL' : 'MINOR';
  const countsFrom = before && kind === 'MATERIAL' ? addDays(now, announcementDays) : now;
  const sealed = seal(kernel.signingKey, {
    act: 'PUBLICATION',
    code: file.code,
    version: file.version,
    name: paperName(file.code),
    textHash: file.textHash,
    at: now.toISOString(),
    signer: { id: null, name: kernel.config.hub.name, role: 'hub' },
  });
  return {
    code: file.code,
    version: file.version,
    rank: file.rank,
    kind,
    html: file.html,
    canonical_text: file.canonicalText,
    text_hash: file.textHash,
    reading_minutes: readingMinutes(file.canonicalText),
    published_at: now,
    counts_from: countsFrom,
    record: sealed.record,
    record_hash: sealed.recordHash,
    signature: sealed.signature,
    key_id: sealed.keyId,
  };
}

function readTexts(dir: string): TextFile[] {
  const files = readdirSync(dir)
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => readText(dir, name));
  for (const { code } of [...catalogue, ...notices]) {
    if (!files.some((file) => file.code === code))
      throw new Error(`The paper ${code} has no text in ${dir}.`);
  }
  return files;
}

function readText(dir: string, name: string): TextFile {
  const match = /^([A-Z0-9]{3,15})-(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.html$/.exec(name);
  if (!match) throw new Error(`${name} is not named CODE-major.minor.patch.html.`);
  const [, code, ...numbers] = match as unknown as [string, string, string, string, string];
  if (![...catalogue, ...notices].some((paper) => paper.code === code))
    throw new Error(`${name} is the text of a paper that is not in the catalogue.`);
  const html = readFileSync(path.join(dir, name), 'utf8');
  for (const mark of namesIn(html))
    if (!isPlaceholder(mark)) throw new Error(`${name} has the unknown placeholder {{${mark}}}.`);
  const canonicalText = textOf(html);
  const [major, minor, patch] = numbers.map(Number) as [number, number, number];
  return {
    code,
    version: numbers.join('.'),
    rank: major * 1_000_000 + minor * 1_000 + patch,
    html,
    canonicalText,
    textHash: sha256(canonicalText),
  };
}

function major(version: string): string {
  return version.split('.')[0]!;
}
