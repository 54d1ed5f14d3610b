import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDays, readingMinutes } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { canonicalJson } from '../../../engines/security/index.ts';
import { sha256, textOf } from '../texts/canonical-text.ts';
import { catalogue, notices, paperName } from './catalogue.ts';
import type { LibraryClause, TemplateText } from '../texts/composition.ts';
import { seal } from '../texts/sealed-record.ts';
import * as publications from './publication-store.ts';
import { escapeHtml, isPlaceholder, namesIn } from '../texts/template.ts';
import { readLibrary, readTemplates, templatesDir, type Library } from './template-files.ts';

export const papersDir = fileURLToPath(new URL('./papers', import.meta.url));

/** A material version is announced this long before older copies stop counting. */
export const announcementDays = 30;
/** The clause library is published as one text, under this code. */
export const libraryCode = 'LIBRARY';

/** A text on its way to publication. */
export interface NewVersion {
  readonly code: string;
  readonly version: string;
  readonly family: 'PAPER' | 'AGREEMENT';
  readonly name: string;
  readonly purpose: string | null;
  readonly html: string;
  readonly roles: readonly unknown[];
  readonly variables: readonly unknown[];
  readonly clauses: readonly unknown[];
}

/**
 * Registers every text file version that is not published yet, with the hub's signature. Runs at each start and changes
 * nothing the second time. A published text that differs from its file stops the start: people signed the old words.
 */
export async function publish(kernel: Kernel, papers = papersDir, templates = templatesDir): Promise<void> {
  const library = readLibrary();
  const texts = [
    ...readTexts(papers),
    libraryVersion(library),
    ...readTemplates(library, templates).map(templateVersion),
  ];
  const key = kernel.signingKey;
  await kernel.database.transact(async (tx) => {
    await publications.lockPublication(tx);
    await publications.rememberKey(tx, key.id, key.publicPem, kernel.clock.now());
    const published = await publications.publishedHashes(tx);
    let count = 0;
    for (const text of texts) {
      const known = published.find((row) => row.code === text.code && row.version === text.version);
      if (known) requireSame(kernel, text, known);
      else {
        published.push(await publishVersion(kernel, tx, text, published));
        count += 1;
      }
    }
    if (count) kernel.log.info({ texts: count }, 'texts published');
  });
}

/** Publishes one version with the hub's signature; the caller holds the lock of publications. */
export async function publishVersion(
  kernel: Kernel,
  tx: Tx,
  text: NewVersion,
  published: readonly publications.PublishedHash[],
  byUserId: string | null = null,
): Promise<publications.PublishedHash> {
  const now = kernel.clock.now();
  const rank = rankOf(text.version);
  const before = published
    .filter((other) => other.code === text.code && other.rank < rank)
    .sort((a, b) => b.rank - a.rank)[0];
  const kind = kindOf(text.version, before?.version);
  const canonicalText = textOf(text.html);
  const textHash = sha256(canonicalText);
  const sealed = seal(kernel.signingKey, {
    act: 'PUBLICATION',
    code: text.code,
    version: text.version,
    name: text.name,
    textHash,
    at: now.toISOString(),
    signer: { id: null, name: kernel.config.hub.name, role: 'hub' },
    // Blanks and clauses are part of what is published; a paper has none.
    ...(text.family === 'AGREEMENT' ? { contentHash: contentHash(text) } : {}),
    ...(byUserId ? { publishedBy: byUserId } : {}),
  });
  await publications.insertVersion(tx, {
    code: text.code,
    version: text.version,
    rank,
    kind,
    family: text.family,
    name: text.family === 'AGREEMENT' ? text.name : null,
    purpose: text.purpose,
    html: text.html,
    roles: JSON.stringify(text.roles),
    variables: JSON.stringify(text.variables),
    clauses: JSON.stringify(text.clauses),
    canonical_text: canonicalText,
    text_hash: textHash,
    reading_minutes: readingMinutes(canonicalText),
    published_at: now,
    counts_from: before && kind === 'MATERIAL' ? addDays(now, announcementDays) : now,
    record: sealed.record,
    record_hash: sealed.recordHash,
    signature: sealed.signature,
    key_id: sealed.keyId,
  });
  return { code: text.code, version: text.version, rank, text_hash: textHash, record: sealed.record };
}

/** Versions are semantic: a new first number is a material change, everything else is wording. */
export function kindOf(version: string, before: string | undefined): 'MATERIAL' | 'MINOR' {
  return !before || major(before) !== major(version) ? 'MATERIAL' : 'MINOR';
}

/** Orders versions: 1.2.3 is 1002003. */
export function rankOf(version: string): number {
  const [major, minor, patch] = version.split('.').map(Number) as [number, number, number];
  return major * 1_000_000 + minor * 1_000 + patch;
}

/** The text of a template as it is published: its clauses in order, blanks and references still open. */
export function templateVersion(template: TemplateText): NewVersion {
  const { code, version, name, purpose, roles, variables, clauses } = template;
  const html = [`<h1>${escapeHtml(name)}</h1>`, ...clauses.map(sectionOf)].join('\n');
  return { code, version, family: 'AGREEMENT', name, purpose, html, roles, variables, clauses };
}

function libraryVersion({ version, clauses }: Library): NewVersion {
  const html = clauses.map((clause: LibraryClause) => sectionOf(clause)).join('\n');
  const name = 'Clause library';
  return {
    code: libraryCode,
    version,
    family: 'AGREEMENT',
    name,
    purpose: 'Clauses that can be added to any agreement.',
    html,
    roles: [],
    variables: [],
    clauses,
  };
}

function sectionOf({ title, html }: { readonly title: string; readonly html: string }): string {
  return title ? `<h2>${escapeHtml(title)}</h2>\n${html}` : html;
}

function contentHash({ name, purpose, roles, variables, clauses }: NewVersion): string {
  return sha256(canonicalJson({ name, purpose, roles, variables, clauses }));
}

function requireSame(kernel: Kernel, text: NewVersion, known: publications.PublishedHash): void {
  const record = JSON.parse(known.record) as { contentHash?: string; publishedBy?: string };
  const same =
    known.text_hash === sha256(textOf(text.html)) &&
    (text.family === 'PAPER' || record.contentHash === contentHash(text));
  if (same) return;
  const what = `${text.code} ${text.version}`;
  if (record.publishedBy) {
    // The administrator of this installation took the number first; what people sign here is that text.
    kernel.log.warn({ text: what }, 'a shipped text was passed over: an own text has its version');
    return;
  }
  throw new Error(
    `The text of ${what} differs from the one that was published. Restore ${text.code}-${text.version}.html and put the new words into a file with a new version.`,
  );
}

function readTexts(dir: string): NewVersion[] {
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

function readText(dir: string, file: string): NewVersion {
  const [, code, version] = /^([A-Z0-9]{3,15})-(\d{1,3}\.\d{1,3}\.\d{1,3})\.html$/.exec(file) ?? [];
  if (!code || !version) throw new Error(`${file} is not named CODE-major.minor.patch.html.`);
  if (![...catalogue, ...notices].some((paper) => paper.code === code))
    throw new Error(`${file} is the text of a paper that is not in the catalogue.`);
  const html = readFileSync(path.join(dir, file), 'utf8');
  for (const mark of namesIn(html))
    if (!isPlaceholder(mark)) throw new Error(`${file} has the unknown placeholder {{${mark}}}.`);
  const name = paperName(code);
  return { code, version, family: 'PAPER', name, purpose: null, html, roles: [], variables: [], clauses: [] };
}

function major(version: string): string {
  return version.split('.')[0]!;
}
